//! The geometry of the pictures. A view gives numbers, this turns them into places, a template draws them; so the
//! arithmetic is tested and the look stays in `site-templates/`.

use serde::Serialize;

/// The width of every bar picture, in its own units.
const WIDTH: f64 = 760.0;
/// Left of the bars: the labels of the scale.
const LEFT: f64 = 40.0;
/// Where the bars stand.
const BASE: f64 = 200.0;
/// Where the highest bar ends.
const TOP: f64 = 44.0;

/// A picture with one bar a month.
#[derive(Clone, Debug, Serialize)]
pub struct Bars {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Where the bars stand.
    pub base: f64,
    /// The left end of the ground line.
    pub left: f64,
    /// The bars.
    pub bars: Vec<Bar>,
    /// The lines of the scale.
    pub scale: Vec<ScaleLine>,
    /// What was asked for, month by month, in steps.
    pub steps: Vec<StepLine>,
    /// Days on which something changed.
    pub flags: Vec<Flag>,
}

/// A day on which something changed.
#[derive(Clone, Debug, Serialize)]
pub struct Flag {
    /// Where.
    pub x: f64,
    /// What.
    pub label: String,
}

/// One bar.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The middle, for the words.
    pub middle: f64,
    /// The month below it.
    pub label: String,
    /// The number above it, empty where there is none to show.
    pub value: String,
    /// Whether it falls short of what was asked for: drawn hatched, not merely in another colour.
    pub short: bool,
}

/// One line of the scale.
#[derive(Clone, Debug, Serialize)]
pub struct ScaleLine {
    /// Its height.
    pub y: f64,
    /// Its number.
    pub label: String,
}

/// A level that held for some months.
#[derive(Clone, Debug, Serialize)]
pub struct StepLine {
    /// From here.
    pub x1: f64,
    /// To here.
    pub x2: f64,
    /// At this height.
    pub y: f64,
    /// What it says at its start.
    pub label: String,
}

/// A month's number, and the level that was asked for.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands below.
    pub label: String,
    /// The number; nothing for a month still to come.
    pub value: Option<u32>,
    /// The level asked for.
    pub level: Option<u32>,
    /// Whether it falls short.
    pub short: bool,
}

/// The unit of shares.
pub const SHARE: &str = "%";

/// A bar picture of these months.
pub fn bars(columns: &[Column], unit: &str) -> Bars {
    let most = columns.iter().flat_map(|c| [c.value, c.level]).flatten().max().unwrap_or(0);
    // Shares are seen against the whole.
    let (step, top) = if unit == SHARE { (25, 100) } else { scale(most) };
    let height = |value: u32| (BASE - TOP) * f64::from(value) / f64::from(top);
    let slot = (WIDTH - LEFT) / columns.len().max(1) as f64;
    let at = |n: usize| LEFT + slot * n as f64;
    let bar = |(n, column): (usize, &Column)| {
        let tall = height(column.value.unwrap_or(0));
        Bar {
            x: round(at(n) + slot * 0.2),
            y: round(BASE - tall),
            width: round(slot * 0.6),
            height: round(tall),
            middle: round(at(n) + slot / 2.0),
            label: column.label.clone(),
            value: column.value.map_or_else(String::new, |value| value.to_string()),
            short: column.short,
        }
    };
    let mut steps: Vec<StepLine> = Vec::new();
    for (n, level) in columns.iter().enumerate().filter_map(|(n, column)| Some((n, column.level?))) {
        let y = round(BASE - height(level));
        match steps.last_mut().filter(|last| last.y == y && last.x2 == round(at(n))) {
            Some(last) => last.x2 = round(at(n + 1)),
            None => {
                steps.push(StepLine { x1: round(at(n)), x2: round(at(n + 1)), y, label: format!("{level} {unit}") })
            }
        }
    }
    Bars {
        width: WIDTH,
        height: BASE + 28.0,
        base: BASE,
        left: LEFT,
        bars: columns.iter().enumerate().map(bar).collect(),
        scale: (1..=top / step)
            .map(|n| ScaleLine { y: round(BASE - height(n * step)), label: (n * step).to_string() })
            .collect(),
        steps,
        flags: Vec::new(),
    }
}

impl Bars {
    /// The same picture with a flag where the column `n` begins; several of one place share one flag.
    pub fn flag(&mut self, n: usize, label: &str) {
        let slot = (WIDTH - LEFT) / self.bars.len().max(1) as f64;
        let x = round(LEFT + slot * n as f64);
        match self.flags.iter_mut().find(|flag| flag.x == x) {
            Some(flag) => flag.label = format!("{}, {label}", flag.label),
            None => self.flags.push(Flag { x, label: label.to_owned() }),
        }
    }
}

/// The step and the top of a scale that shows numbers up to `most` in two to five round steps.
fn scale(most: u32) -> (u32, u32) {
    let steps = [1, 2, 5, 10, 15, 20, 30, 50, 60, 100, 120, 200, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000];
    let step = steps.into_iter().find(|step| most <= step * 4).unwrap_or(most.div_ceil(4)).max(1);
    (step, most.div_ceil(step).max(2) * step)
}

/// One bar cut into parts.
#[derive(Clone, Debug, Serialize)]
pub struct Cut {
    /// The style of the part.
    pub class: &'static str,
    /// Left edge.
    pub x: f64,
    /// Width.
    pub width: f64,
    /// How many it stands for.
    pub count: usize,
}

/// The parts of one bar, 500 units long, leaving out the empty ones.
pub fn cuts(parts: &[(&'static str, usize)]) -> Vec<Cut> {
    let all: usize = parts.iter().map(|(_, count)| count).sum();
    let mut x = 0.0;
    let mut cuts = Vec::new();
    for (class, count) in parts.iter().copied().filter(|(_, count)| *count > 0) {
        let width = 500.0 * count as f64 / all as f64;
        cuts.push(Cut { class, x: round(x), width: round(width), count });
        x += width;
    }
    cuts
}

/// One digit after the point: enough for a picture, and the same bytes everywhere.
fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(value: u32, level: u32) -> Column {
        Column { label: "Jul".into(), value: Some(value), level: Some(level), short: value < level }
    }

    #[test]
    fn bars_stand_on_the_ground_and_reach_their_number() {
        let picture = bars(&[column(30, 30), column(0, 30), column(60, 45)], "min");
        let tops: Vec<_> = picture.bars.iter().map(|bar| bar.y + bar.height).collect();
        assert!(tops.iter().all(|foot| (foot - picture.base).abs() < 0.2), "{tops:?}");
        assert_eq!(picture.bars[1].height, 0.0);
        assert!(picture.bars[1].short && !picture.bars[0].short);
        assert_eq!(picture.bars[0].y, picture.steps[0].y, "a bar of 30 ends at the level of 30");
        assert_eq!(picture.steps.len(), 2, "the level rose once");
    }

    #[test]
    fn a_scale_is_round_and_never_empty() {
        for (most, wanted) in [(0, (1, 2)), (3, (1, 3)), (30, (10, 30)), (95, (30, 120)), (88, (30, 90))] {
            assert_eq!(scale(most), wanted, "{most}");
        }
    }

    #[test]
    fn the_parts_of_a_bar_fill_it() {
        let cuts = cuts(&[("kept", 3), ("late", 0), ("still", 1)]);
        assert_eq!(cuts.len(), 2);
        assert_eq!(cuts.iter().map(|cut| cut.width).sum::<f64>(), 500.0);
        assert!(super::cuts(&[("kept", 0)]).is_empty());
    }
}
