//! The command `coach`.

fn main() {}
