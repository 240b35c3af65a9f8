//! A graph that grows: every number leads to another one, halved if it is even, else tripled plus
//! one. As far as anybody knows, all ways lead to 1.
//!
//! `cargo run --example graph -- --save graph.rrd`

mod args;
mod palette;

use std::collections::BTreeMap;

use rushes::{GraphEdges, GraphNodes, TextLog};

fn next(number: u64) -> u64 {
    if number.is_multiple_of(2) {
        number / 2
    } else {
        3 * number + 1
    }
}

/// The numbers on the way to the first one whose way is known; that one included.
fn way(from: u64, known: &BTreeMap<u64, u32>) -> Vec<u64> {
    let mut way = vec![from];
    while let Some(number) = way.last().filter(|number| !known.contains_key(number)) {
        way.push(next(*number));
    }
    way
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_graph")?;

    // How many steps it is from each number to 1.
    let mut steps = BTreeMap::from([(1, 0)]);
    for start in 2..=24_u64 {
        rec.set_time_sequence("start", start as i64);
        let way = way(start, &steps);
        if let [new @ .., meets] = way.as_slice() {
            let text = format!(
                "{start} meets a known way at {meets}, after {} steps",
                new.len()
            );
            rec.log("log", &TextLog::new(text))?;
            let mut count = steps.get(meets).copied().unwrap_or_default();
            for number in new.iter().rev() {
                count += 1;
                steps.insert(*number, count);
            }
        }

        let far = steps.values().copied().max().unwrap_or(1) as f32;
        let names = steps.keys().map(u64::to_string);
        let nodes = GraphNodes::new(names.clone())
            .with_labels(names)
            .with_colors(
                steps
                    .values()
                    .map(|count| palette::rainbow(0.8 * *count as f32 / far)),
            )
            .with_radii(steps.keys().map(|number| 3.0 + (*number as f32).log2()));
        rec.log("numbers", &nodes)?;
        let edges = steps.keys().filter(|number| **number != 1);
        let edges = edges.map(|number| (number.to_string(), next(*number).to_string()));
        rec.log("numbers", &GraphEdges::new(edges).with_directed_edges())?;
    }
    Ok(())
}
