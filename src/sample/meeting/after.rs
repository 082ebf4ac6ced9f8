//! After a meeting, and between two: reflections, acknowledgements, and what was seen in the field.

use super::{
    Pair,
    record::{Now, days},
};
use chrono::{Duration, NaiveDate};

impl Pair<'_> {
    /// Finalised: both reflect, and the employee acknowledges.
    pub(super) fn afterwards(&mut self, mut now: Now) {
        let name = now.name.clone();
        now.late = None;
        let bound = self.latest();
        if self.chance.percent(26)
            && let Some(text) = self.perhaps("reflect.l", &bound, now.day)
        {
            self.write(&mut now, true, &["reflect", "", "-m", &text, "--meeting", &name]);
        }
        now.clock += Duration::minutes(i64::try_from(self.chance.between(12, 210)).expect("minutes"));
        if self.chance.percent(30)
            && let Some(text) = self.employee_reflects(now.day)
        {
            self.write(&mut now, false, &["reflect", "", "-m", &text, "--meeting", &name]);
        }
        let stance = self.chance.between(0, 99);
        let (flag, list, share) = match stance {
            0..=1 => ("--disagree", "ack.disagree", 100),
            2..=44 => ("--agree", "ack.agree", 15),
            45..=91 => ("", "ack.read", 12),
            _ => return,
        };
        let comment = if self.chance.percent(share) { self.perhaps(list, &bound, now.day) } else { None };
        if flag == "--disagree" && comment.is_none() {
            return;
        }
        let mut argv = vec!["ack", "", "--meeting", &name];
        argv.extend(Some(flag).filter(|flag| !flag.is_empty()));
        comment.iter().for_each(|text| argv.extend(["-m", text]));
        self.write(&mut now, false, &argv);
    }

    /// The employee's own words: about the matter itself, else about the meeting.
    fn employee_reflects(&mut self, day: NaiveDate) -> Option<String> {
        let own = self.threads.last().map(|thread| (thread.matter.lines('v'), thread.bound.clone()));
        let own = own.and_then(|(lines, bound)| self.may(&lines, "", &bound, day));
        let bound = self.latest();
        own.or_else(|| self.perhaps("reflect.e", &bound, day))
    }

    /// Now and then something is noted between two meetings, sometimes a day or more after it was seen.
    pub(super) fn between(&mut self, day: NaiveDate) {
        if !self.chance.percent(if self.series.rule.weeks == Some(1) { 9 } else { 16 }) {
            return;
        }
        let bound = self.latest();
        let Some(text) = self.perhaps("seen", &bound, day) else { return };
        let after = Self::day_before(day + days(self.chance.between(3, 5)));
        if after > NaiveDate::from_ymd_opt(2026, 6, 30).expect("the last day") {
            return;
        }
        let late = self.chance.percent(40).then(|| (after - days(1)).to_string());
        let mut now = Now {
            name: String::new(),
            day: after,
            clock: self.clock(after.and_hms_opt(16, 5, 0).expect("afternoon")),
            late,
        };
        self.write(&mut now, true, &["note", "", "-m", &text, "--topic", "2B", "--facet", "behaviour"]);
    }
}
