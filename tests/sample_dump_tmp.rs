#[test]
fn dump() {
    let mut out = String::new();
    for l in coachlog::sample::script() {
        out += &format!("{} {} {}{}\n", l.at.format("%Y-%m-%dT%H:%M:%S"), l.actor, shell_words::join(&l.argv), l.label.map_or(String::new(), |x| format!(" => {x}")));
    }
    std::fs::write("/tmp/dump/script.txt", out).unwrap();
}
