//! The outcome of a comparison: a table for people, JSON for programs.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::measure::Costs;

/// One command on one file, by both programs.
pub(crate) struct Line {
    pub(crate) file: &'static str,
    pub(crate) command: &'static str,
    pub(crate) ours: Costs,
    pub(crate) peer: Costs,
}

const HEAD: [&str; 8] = [
    "file", "command", "ours s", "MiB", "peer s", "MiB", "time", "memory",
];

/// The table; ratios above 1 say how many times more the peer needs.
pub(crate) fn table(lines: &[Line]) -> String {
    let mut rows = vec![HEAD.map(str::to_owned)];
    for line in lines {
        let (ours, peer) = (line.ours.median(), line.peer.median());
        rows.push([
            line.file.to_owned(),
            line.command.to_owned(),
            format!("{:.3}", ours.seconds),
            format!("{:.0}", ours.mib),
            format!("{:.3}", peer.seconds),
            format!("{:.0}", peer.mib),
            format!("{:.1}x", peer.seconds / ours.seconds),
            format!("{:.1}x", peer.mib / ours.mib),
        ]);
    }
    grid(&rows, 2)
}

/// Rows of one length as text, the first as the head. The first `words` columns go to the left, numbers to the right.
pub(crate) fn grid<const N: usize>(rows: &[[String; N]], words: usize) -> String {
    let mut text = String::new();
    for (i, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let width = rows
                .iter()
                .map(|row| row[column].len())
                .max()
                .unwrap_or_default();
            let padded = if column < words {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            };
            text.push_str(if column == 0 { "" } else { "  " });
            text.push_str(&padded);
        }
        text.push('\n');
        if i == 0 {
            let width = text.trim_end().len();
            text.push_str(&"-".repeat(width));
            text.push('\n');
        }
    }
    text
}

/// Writes the JSON: every run, not only the medians.
pub(crate) fn write(path: &Path, lines: &[Line], mut about: Value) -> Result<()> {
    about["results"] = lines
        .iter()
        .map(|line| {
            let (ours, peer) = (line.ours.median(), line.peer.median());
            json!({
                "file": line.file,
                "command": line.command,
                "ours": line.ours.to_json(),
                "peer": line.peer.to_json(),
                "time_ratio": peer.seconds / ours.seconds,
                "memory_ratio": peer.mib / ours.mib,
            })
        })
        .collect();
    write_json(path, &about)
}

/// Writes JSON, and the folder that it goes to.
pub(crate) fn write_json(path: &Path, value: &Value) -> Result<()> {
    if let Some(directory) = path.parent() {
        std::fs::create_dir_all(directory)
            .with_context(|| format!("{} cannot be made", directory.display()))?;
    }
    let text = serde_json::to_string_pretty(value)? + "\n";
    std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}
