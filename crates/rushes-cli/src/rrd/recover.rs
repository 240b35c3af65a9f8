//! `rushes rrd recover`: copies everything that is intact, and says what is not.

use std::path::PathBuf;
use std::process::ExitCode;

use rushes_core::CrateVersion;
use rushes_rrd::{Damage, Encoded, Footer, Item, Limits, Message};

use super::copy;
use crate::input::Input;
use crate::progress::Progress;
use crate::spill::SpillVec;
use crate::text;

/// Arguments of `rushes rrd recover`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files or URLs to read; `-` or none is standard input.
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
    for input in Input::from_paths(&arguments.paths)? {
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
                        known.found.push(range.start.to_le_bytes())?;
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
            Item::End(raw) => known.learn(&Footer::of(raw.payload))?,
            Item::StoredEnd { footer, .. } => known.learn(&footer)?,
            Item::Header { offset, .. } => known.stream_start = offset,
        }
    }
    if !reader.ended_cleanly() && position > 0 {
        found.never_closed.push(input.to_string());
    }
    let this_input = found.lost.get_mut(first_loss..).unwrap_or_default();
    Ok(known.tell_rows(this_input)?)
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
    /// Offsets of the messages that were recovered, ascending.
    found: SpillVec<8>,
    /// Offset, end and rows of every chunk in a footer.
    chunks: SpillVec<24>,
}

impl Known {
    fn learn(&mut self, footer: &Footer) -> std::io::Result<()> {
        // A footer that cannot be understood only tells nothing.
        let manifests = footer.manifests_in_parts(&Limits::default());
        for mut manifest in manifests.into_iter().flatten() {
            while let Ok(Some(rows)) = manifest.next_rows() {
                for chunk in rows.chunks() {
                    let payload = self.stream_start.saturating_add(chunk.byte_offset);
                    let start = payload.saturating_sub(MESSAGE_HEADER_BYTES);
                    let end = payload.saturating_add(chunk.byte_size);
                    self.chunks.push(words([start, end, chunk.num_rows]))?;
                }
            }
        }
        Ok(())
    }

    /// Adds to each loss the rows of the chunks that were in it.
    fn tell_rows(&mut self, lost: &mut [Loss]) -> std::io::Result<()> {
        let mut lost: Vec<_> = lost.iter_mut().filter(|loss| loss.rows.is_none()).collect();
        if lost.is_empty() {
            return Ok(());
        }
        for position in 0..self.chunks.len() {
            let chunk = self.chunks.get(position)?.unwrap_or([0; 24]);
            let (words, _) = chunk.as_chunks::<8>();
            let [start, end, rows] = *words.first_chunk().unwrap_or(&[[0; 8]; 3]);
            let [start, end, rows] = [start, end, rows].map(u64::from_le_bytes);
            for loss in &mut lost {
                let is_in = start < loss.to && loss.from < end;
                let key = |found: &[u8; 8]| u64::from_le_bytes(*found);
                if is_in && self.found.find(0, 0, start, key)?.is_none() {
                    loss.rows = Some(loss.rows.unwrap_or(0).saturating_add(rows));
                }
            }
        }
        Ok(())
    }
}

fn words(words: [u64; 3]) -> [u8; 24] {
    let mut bytes = [0; 24];
    let words = words.into_iter().flat_map(u64::to_le_bytes);
    bytes
        .iter_mut()
        .zip(words)
        .for_each(|(byte, value)| *byte = value);
    bytes
}

/// Bytes before a message's payload.
const MESSAGE_HEADER_BYTES: u64 = 16;
