//! The small agency of the tests. Sam leads Ben and both Marias, Lena leads Kai, Dana leads everybody else.

/// The roster, as an HR system exports it.
pub const ROSTER: &str = "\
employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered
E-1,Dana Whitehorse,dana,Director,director,,,Phoenix,America/Phoenix,2015-03-02,,no
E-2,Olive Harper,olive,HR officer,staff,People,E-1,Phoenix,America/Phoenix,2016-05-09,,no
E-3,Sam Ortega,sam,Supervisor,supervisor,Field,E-1,Phoenix,America/Phoenix,2018-01-08,,yes
E-4,Lena Fox,lena,Supervisor,supervisor,Permits,E-1,Tucson,America/Phoenix,2019-02-04,,yes
E-5,Ben Yazzie,ben,Inspector,staff,Field,E-3,Phoenix,America/Phoenix,2023-06-05,,yes
E-6,Maria Garcia,maria,Inspector,staff,Field,E-3,Phoenix,America/Phoenix,2022-04-11,,yes
E-7,Maria Garcia,mgarcia,Analyst,staff,Field,E-3,Tucson,America/Phoenix,2024-09-09,,yes
E-8,Kai Long,kai,Clerk,staff,Permits,E-4,Tucson,America/Phoenix,2021-10-04,,yes
";
