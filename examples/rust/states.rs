//! States over time: the lights of a crossing, which never show green both ways, and the cars that
//! wait for them.
//!
//! `cargo run --example states -- --save states.rrd`

mod args;

use rushes::{Scalars, StateChange, StateConfiguration, TextLog, TextLogLevel, entity_path};

const DAY: u32 = 600;
/// What the first street sees, and for how many seconds; the other sees it half a round later.
const ROUND: [(&str, u32); 4] = [
    ("green", 27),
    ("yellow", 3),
    ("red", 28),
    ("red and yellow", 2),
];
const LENGTH: u32 = 60;

fn light(second: u32) -> &'static str {
    let mut left = second % LENGTH;
    for (state, seconds) in ROUND {
        if left < seconds {
            return state;
        }
        left -= seconds;
    }
    "off"
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_states")?;

    let looks = StateConfiguration::new()
        .with_values(["green", "yellow", "red", "red and yellow"])
        .with_labels(["go", "stop if you can", "stop", "get ready"])
        .with_colors([[40, 180, 80], [240, 200, 40], [210, 50, 50], [240, 130, 40]])
        .with_visible([true, true, true, false]);
    for street in ["north", "east"] {
        rec.log_static(entity_path!("lights", street), &looks)?;
    }

    let mut shown = ["", ""];
    let mut waiting = [0_u32; 2];
    for second in 0..DAY {
        rec.set_duration_secs("time", second);
        for (street, name) in ["north", "east"].into_iter().enumerate() {
            let state = light(second + LENGTH / 2 * street as u32);
            // Only changes are logged: a state holds until the next one.
            if state != shown[street] {
                shown[street] = state;
                rec.log(entity_path!("lights", name), &StateChange::single(state))?;
            }

            // Cars come in waves; one gets through every two seconds.
            let comes = (second * 7 + 13 * street as u32) % 17 < 4 + 3 * (second / 200 % 2);
            let leaves = state == "green" && second % 2 == 0;
            waiting[street] =
                (waiting[street] + u32::from(comes)).saturating_sub(u32::from(leaves));
            rec.log(
                entity_path!("queue", name),
                &Scalars::single(waiting[street]),
            )?;
            if waiting[street] == 12 && comes {
                let line = TextLog::new(format!("a jam in the {name} street"));
                rec.log("log", &line.with_level(TextLogLevel::WARN))?;
            }
        }
        if second % 120 == 110 {
            // Nothing is known while the lamps are tested: the state ends.
            rec.log("lights/east", &StateChange::clear_fields())?;
            shown[1] = "";
            let line = TextLog::new("lamp test").with_level(TextLogLevel::INFO);
            rec.log("log", &line.with_color([40, 180, 80]))?;
        }
    }
    Ok(())
}
