//! `rushes rrd recover`: copies everything that is intact, and says what is not.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use rushes_core::CrateVersion;
use rushes_rrd::{Damage, Encoded, Item, Limits, Manifest, Message, RawMessage, decode_footer};

use super::copy;
use crate::input::Input;
use crate::progress::Progress;
use crate::text;

/// Arguments of `rushes rrd recover`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files to read; `-` or none is standard input.
    pub(super) paths: Vec<PathBuf>,

    /// File to write; standard output if not given. It may be one of the inputs.
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,

    /// List what was lost as one JSON object on standard error.
    #[arg(long)]
    json: bool,
}

/// Something was lost.
const EXIT_LOST: u8 = 3;

/// What was found and what was not.
#[derive(Debug, Default, serde::Serialize)]
struct Found {
    /// Messages written.
    messages: u64,
    /// Chunks among them.
    chunks: u64,
    /// Rows in those.
    rows: u64,
    /// What was lost.
    lost: Vec<Loss>,
    /// What was wrong without losing data: footers and trailers, which are written anew.
    repaired: Vec<Loss>,
    /// Inputs that were never closed: nobody knows whether more was to come.
    never_closed: Vec<String>,
}

/// Bytes that yielded nothing.
#[derive(Debug, serde::Serialize)]
struct Loss {
    input: String,
    from: u64,
    to: u64,
    /// Rows that were in it, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    reason: String,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut found = Found::default();
    let mut copier = copy::start(
        arguments.output.as_deref(),
        CrateVersion::WIRE,
        copy::WINDOW_BYTES,
    )?;
    for input in Input::from_paths(&arguments.paths) {
        if let Err(error) = recover(&input, &mut copier, &mut found) {
            // An output that cannot be written is the end; an input is only one of several.
            if copier.is_broken() {
                return Err(error);
            }
            found.lost.push(Loss {
                input: input.to_string(),
                from: 0,
                to: 0,
                rows: None,
                reason: text::chain(&error),
            });
        }
    }
    found.print(arguments.json)?;
    if found.messages == 0 {
        if !arguments.json {
            eprintln!("Error: nothing readable was found; nothing was written");
        }
        return Ok(ExitCode::FAILURE);
    }
    copy::finish(copier)?;
    Ok(if found.lost.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(EXIT_LOST)
    })
}

fn recover(input: &Input, copier: &mut copy::Copier, found: &mut Found) -> anyhow::Result<()> {
    let progress = Progress::new("recover", input.len());
    let mut reader = input.open()?.recovering();
    let mut position = 0;
    // Chunks that the footers of this input know, to tell the rows of those that were lost.
    let mut known = Known::default();
    let first_loss = found.lost.len();
    while let Some(item) = reader.next_item()? {
        progress.add(reader.position() - position);
        position = reader.position();
        match item {
            Item::Message {
                raw,
                message: Message::Arrow(message),
            } => {
                let range = raw.byte_range();
                // Decoding decides whether a chunk is intact: not all have a checksum.
                match message.to_chunk(&Limits::default()) {
                    Ok(chunk) => {
                        known.found.insert(range.start);
                        let store_id = &message.store_id;
                        found.rows += chunk.num_rows() as u64;
                        let is_current = message.chunk_id == Some(chunk.id())
                            && message.is_static == Some(chunk.is_static());
                        let encoded = if is_current {
                            Encoded::copied(raw)
                                .with_chunk(store_id, &chunk)
                                .with_uncompressed_size(message.uncompressed_size)
                        } else {
                            Encoded::chunk(store_id, chunk, rushes_rrd::Compression::Lz4)?
                        };
                        copier.push(encoded)?;
                        found.messages += 1;
                        found.chunks += 1;
                    }
                    Err(error) => found.lost.push(Loss {
                        input: input.to_string(),
                        from: range.start,
                        to: range.end,
                        rows: message.summary(&Limits::default()).ok().map(|s| s.num_rows),
                        reason: error.to_string(),
                    }),
                }
            }
            Item::Message { message, .. } => {
                copier.push(Encoded::message(&message))?;
                found.messages += 1;
            }
            Item::Orphan(raw) => {
                let range = raw.byte_range();
                found.lost.push(Loss {
                    input: input.to_string(),
                    from: range.start,
                    to: range.end,
                    rows: None,
                    reason: "nothing says which application it belongs to".to_owned(),
                });
            }
            Item::Damage(damage) => found.damage(input, &damage),
            Item::End(raw) => known.learn(&raw),
            Item::Header { offset, .. } => known.stream_start = offset,
        }
    }
    if !reader.ended_cleanly() && position > 0 {
        found.never_closed.push(input.to_string());
    }
    let this_input = found.lost.get_mut(first_loss..).unwrap_or_default();
    known.tell_rows(this_input);
    Ok(())
}

impl Found {
    fn damage(&mut self, input: &Input, damage: &Damage) {
        let loss = Loss {
            input: input.to_string(),
            from: damage.bytes.start,
            to: damage.bytes.end,
            rows: None,
            reason: damage.to_string(),
        };
        if damage.loses_data() {
            self.lost.push(loss);
        } else {
            self.repaired.push(loss);
        }
    }

    fn print(&self, json: bool) -> anyhow::Result<()> {
        if json {
            eprintln!("{}", serde_json::to_string_pretty(self)?);
            return Ok(());
        }
        for loss in &self.repaired {
            eprintln!("repaired {loss}");
        }
        for loss in &self.lost {
            eprintln!("lost {loss}");
        }
        for input in &self.never_closed {
            eprintln!("{input} was never closed: nobody knows whether more was to come");
        }
        let lost: u64 = self.lost.iter().map(|loss| loss.to - loss.from).sum();
        eprintln!(
            "recovered {} with {}; lost {}",
            text::counted(self.chunks, "chunk"),
            text::counted(self.rows, "row"),
            if self.lost.is_empty() {
                "nothing".to_owned()
            } else {
                text::bytes(lost)
            }
        );
        Ok(())
    }
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}, bytes {}..{}: {}",
            self.input, self.from, self.to, self.reason
        )?;
        match self.rows {
            Some(rows) => write!(f, " ({})", text::counted(rows, "row")),
            None => Ok(()),
        }
    }
}

/// What the footers of an input say should be there.
#[derive(Default)]
struct Known {
    stream_start: u64,
    /// Offsets of the messages that were recovered.
    found: BTreeSet<u64>,
    /// Offset, end and rows of every chunk in a footer.
    chunks: Vec<(u64, u64, u64)>,
}

impl Known {
    fn learn(&mut self, end: &RawMessage) {
        // A footer that cannot be understood only tells nothing.
        let manifests = decode_footer(end.payload.clone(), &Limits::default());
        for chunk in manifests.iter().flatten().flat_map(Manifest::chunks) {
            let payload = self.stream_start.saturating_add(chunk.byte_offset);
            let start = payload.saturating_sub(MESSAGE_HEADER_BYTES);
            self.chunks.push((
                start,
                payload.saturating_add(chunk.byte_size),
                chunk.num_rows,
            ));
        }
    }

    /// Adds to each loss the rows of the chunks that were in it.
    fn tell_rows(&self, lost: &mut [Loss]) {
        for loss in lost.iter_mut().filter(|loss| loss.rows.is_none()) {
            let rows = self
                .chunks
                .iter()
                .filter(|(start, end, _)| *start < loss.to && loss.from < *end)
                .filter(|(start, ..)| !self.found.contains(start))
                .map(|(.., rows)| rows);
            loss.rows = rows.copied().reduce(u64::saturating_add);
        }
    }
}

/// Bytes before a message's payload.
const MESSAGE_HEADER_BYTES: u64 = 16;
