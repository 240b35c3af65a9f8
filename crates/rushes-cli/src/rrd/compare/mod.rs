//! `rushes rrd compare`: whether two recordings say the same, and if not, what differs.
//!
//! `side` finds the chunks, `matching` which of them have no equal, `digest` what stands for a
//! chunk meanwhile. `similar` says when values are alike, and `difference` what is not, in words.
//! What must be remembered of each chunk goes to temporary files when it is much; data are in
//! memory only while they are compared.

mod difference;
mod digest;
mod matching;
mod side;
mod similar;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use rushes_chunk::{Chunk, TimeColumn};
use rushes_core::TimelineName;
use rushes_rrd::Pipeline;
use serde::Serialize;

use self::difference::{Difference, Summary, What};
use self::side::Side;
use super::piece::{Ahead, PIECE_BYTES, Piece};
use super::table;
use crate::output::print;
use crate::sort::Sorter;
use crate::text;

/// Arguments of `rushes rrd compare`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Two recordings: files, or folders whose files are one recording together.
    #[arg(num_args = 2, required = true, value_names = ["PATH1", "PATH2"])]
    pub(super) paths: Vec<PathBuf>,

    /// Find for each chunk an equal one, in whatever order they are; else the chunks are compared
    /// in the order of their ids.
    #[arg(long)]
    unordered: bool,

    /// Print all chunks of both recordings first.
    #[arg(long)]
    full_dump: bool,

    /// Leave out chunks without components. Recordings never hold any once they are read, so this
    /// is for scripts that give it.
    #[arg(long)]
    ignore_chunks_without_components: bool,

    /// Leave out a timeline, whether it is there or not; may be given several times.
    #[arg(long, value_name = "TIMELINE")]
    ignore_timeline: Vec<String>,

    /// Print the outcome as JSON, to standard output.
    #[arg(long)]
    json: bool,

    /// How many differences to show; 0 is all of them.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: usize,
}

/// The component that says when a recording was started, which two runs never share.
const START_TIME: &str = "RecordingInfo:start_time";

/// Timelines whose times differ from run to run.
const UNCOMPARED_TIMES: [&str; 2] = ["log_time", "sim_time"];

/// What is compared.
#[derive(Clone, Debug)]
pub struct Rules {
    ignored: BTreeSet<TimelineName>,
}

impl Rules {
    /// The timelines of a chunk that matter.
    pub fn timelines<'a>(&'a self, chunk: &'a Chunk) -> impl Iterator<Item = &'a TimeColumn> {
        let timelines = chunk.timelines().iter();
        timelines
            .filter(|(name, _)| !self.ignored.contains(*name))
            .map(|(_, column)| column)
    }

    /// Whether the times on a timeline matter, and not only that it is there.
    pub fn compares_times_of(&self, name: &TimelineName) -> bool {
        !UNCOMPARED_TIMES.contains(&name.as_str())
    }
}

/// The outcome.
#[derive(Debug, Default, Serialize)]
struct Outcome {
    equal: bool,
    left: String,
    right: String,
    /// Numbers of chunks.
    chunks: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    application_ids: Option<[String; 2]>,
    /// How many differences there are.
    num_differences: u64,
    /// Some of them.
    differences: Vec<Difference>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let [left, right] = arguments.paths.as_slice() else {
        bail!("two recordings are needed");
    };
    let (mut left, mut right) = (Side::of(left)?, Side::of(right)?);
    let rules = Rules {
        ignored: arguments
            .ignore_timeline
            .iter()
            .map(|name| name.as_str().into())
            .collect(),
    };
    if arguments.full_dump {
        dump(&mut left)?;
        dump(&mut right)?;
    }
    let limit = match arguments.limit {
        0 => usize::MAX,
        limit => limit,
    };
    let mut outcome = Outcome {
        left: left.name.clone(),
        right: right.name.clone(),
        chunks: [left.num_chunks(), right.num_chunks()],
        ..Outcome::default()
    };
    if left.application_id() != right.application_id() {
        let ids = [&left, &right].map(|side| side.application_id().to_string());
        outcome.application_ids = Some(ids);
    } else if arguments.unordered || left.num_chunks() != right.num_chunks() {
        unordered(&mut left, &mut right, &rules, limit, &mut outcome)?;
    } else {
        ordered(&mut left, &mut right, &rules, limit, &mut outcome)?;
    }
    // In order, another number of chunks is a difference, whatever is in them.
    let same_number = arguments.unordered || left.num_chunks() == right.num_chunks();
    outcome.equal =
        outcome.num_differences == 0 && outcome.application_ids.is_none() && same_number;
    outcome.report(arguments.json)?;
    Ok(if outcome.equal {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Outcome {
    fn add(&mut self, differences: Vec<Difference>, limit: usize) {
        self.num_differences += differences.len() as u64;
        let room = limit.saturating_sub(self.differences.len());
        self.differences.extend(differences.into_iter().take(room));
    }

    fn report(&self, as_json: bool) -> anyhow::Result<()> {
        if as_json {
            return print(&format!("{}\n", serde_json::to_string_pretty(self)?));
        }
        if self.equal {
            return Ok(());
        }
        if let Some([left, right]) = &self.application_ids {
            bail!("Application IDs do not match: '{left}' vs. '{right}'");
        }
        eprintln!("Error: {} and {} differ:", self.left, self.right);
        let [left, right] = self.chunks;
        if left != right {
            eprintln!("number of chunks: {left} | {right}");
        }
        for difference in &self.differences {
            eprintln!("{difference}");
        }
        let more = self.num_differences - self.differences.len() as u64;
        if more > 0 {
            let more = text::counted(more, "difference");
            eprintln!("and {more} more; --limit 0 shows all");
        }
        Ok(())
    }
}

/// Compares chunk by chunk, in the order of their ids.
fn ordered(
    left: &mut Side,
    right: &mut Side,
    rules: &Rules,
    limit: usize,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    const RECORD: usize = PIECE_BYTES + 16;
    let readers = [left.reader(), right.reader()];
    let mut sorters = [Sorter::<RECORD>::default(), Sorter::default()];
    for (side, sorter) in [left, right].into_iter().zip(&mut sorters) {
        side.each_sum(|piece, sum| {
            let mut record = [0; RECORD];
            matching::fill(&mut record, &[&piece.to_bytes(), &sum]);
            Ok(sorter.push(record)?)
        })?;
    }
    let [a, b] = sorters;
    let mut pipeline: Pipeline<rushes_rrd::Result<Vec<Difference>>> =
        Pipeline::new(super::threads(), WINDOW_BYTES, |_| 0)?;
    for (a, b) in a.sorted()?.zip(b.sorted()?) {
        let (a, b) = (a?, b?);
        if a.last_chunk::<16>() == b.last_chunk::<16>() {
            continue;
        }
        let [a, b] = [a, b]
            .map(|record| Piece::from_bytes(record.first_chunk().unwrap_or(&[0; PIECE_BYTES])));
        let cost = a.decoding_cost() + b.decoding_cost();
        while let Some(found) = pipeline.make_room(cost)? {
            outcome.add(found?, limit);
        }
        let (readers, rules) = (readers.clone(), rules.clone());
        pipeline.submit(cost, move || {
            let [left, right] = &readers;
            let left = left.decode(&a, &mut Ahead::default())?;
            let right = right.decode(&b, &mut Ahead::default())?;
            Ok(difference::between(&left, &right, &rules))
        });
        while let Some(found) = pipeline.next_due()? {
            outcome.add(found?, limit);
        }
    }
    while let Some(found) = pipeline.take_next()? {
        outcome.add(found?, limit);
    }
    Ok(())
}

/// Bytes that pairs of chunks under way may hold.
const WINDOW_BYTES: u64 = 48 << 20;
/// Chunks without an equal for which the likest one is looked for, on each side.
const MAX_EXPLAINED: usize = 64;

/// Finds for each chunk an equal one. Those that have none are explained by the likest one.
fn unordered(
    left: &mut Side,
    right: &mut Side,
    rules: &Rules,
    limit: usize,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    let ((lefts, rights), counts) = matching::unordered(left, right, rules, limit)?;
    let [num_left, num_right] = counts;
    let (left, right) = (left.reader(), right.reader());
    let mut candidates = Vec::new();
    for piece in rights.iter().take(MAX_EXPLAINED) {
        candidates.push(right.decode(piece, &mut Ahead::default())?);
    }
    let explained = candidates.len();
    let mut found = Vec::new();
    for (index, piece) in lefts.iter().enumerate() {
        let chunk = left.decode(piece, &mut Ahead::default())?;
        let likest = match index < MAX_EXPLAINED {
            true => likest(&chunk, &candidates, rules),
            false => None,
        };
        match likest.map(|at| candidates.swap_remove(at)) {
            Some(other) => found.extend(difference::between(&chunk, &other, rules)),
            None => found.push(only(&chunk, What::OnlyLeft)),
        }
    }
    for chunk in &candidates {
        found.push(only(chunk, What::OnlyRight));
    }
    for piece in rights.get(explained..).unwrap_or_default() {
        let chunk = right.decode(piece, &mut Ahead::default())?;
        found.push(only(&chunk, What::OnlyRight));
    }
    outcome.add(found, limit);
    // Those beyond the limit have not been looked at.
    let unseen = (num_left + num_right) - (lefts.len() + rights.len()) as u64;
    outcome.num_differences += unseen;
    Ok(())
}

fn only(chunk: &Chunk, what: fn(Summary) -> What) -> Difference {
    let what = what(Summary::of(chunk));
    let id = Some(chunk.id().to_string());
    let is_left = matches!(what, What::OnlyLeft(_));
    Difference {
        entity: chunk.entity_path().to_string(),
        left_chunk: id.clone().filter(|_| is_left),
        right_chunk: id.filter(|_| !is_left),
        what,
    }
}

/// The chunk of the same entity that has most in common with one.
fn likest(chunk: &Chunk, candidates: &[Chunk], rules: &Rules) -> Option<usize> {
    let score = |other: &Chunk| {
        let same_times = rules.timelines(chunk).filter(|column| {
            let name = column.timeline().name();
            let same = other.timelines().get(name) == Some(*column);
            same && rules.compares_times_of(name)
        });
        let same_rows = chunk.num_rows() == other.num_rows();
        let same_columns = chunk.descriptors().eq(other.descriptors());
        (same_columns, same_times.count(), same_rows)
    };
    let mut candidates: Vec<_> = candidates.iter().enumerate().collect();
    candidates.retain(|(_, other)| other.entity_path() == chunk.entity_path());
    let best = candidates
        .into_iter()
        .max_by_key(|(at, other)| (score(other), std::cmp::Reverse(*at)));
    best.map(|(at, _)| at)
}

/// Prints a recording.
fn dump(side: &mut Side) -> anyhow::Result<()> {
    print(&format!(
        "{}: application {}\n",
        side.name,
        side.application_id()
    ))?;
    let reader = side.reader();
    let mut pieces = Vec::new();
    side.each_sum(|piece, _| {
        pieces.push(piece);
        Ok(())
    })?;
    let style = table::Style {
        full_metadata: false,
        transposed: false,
    };
    for piece in pieces {
        let chunk = reader.decode(&piece, &mut Ahead::default())?;
        print(&table::chunk(&chunk.to_record_batch()?, true, style))?;
    }
    Ok(())
}
