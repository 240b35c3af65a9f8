//! One of the two recordings that are compared: where its chunks are, and what stands for each.

use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use rushes_chunk::Chunk;
use rushes_core::{ApplicationId, StoreId};
use rushes_rrd::Pipeline;
use xxhash_rust::xxh3::xxh3_128;

use crate::input::Input;
use crate::progress::Progress;
use crate::report::{Policy, Report};
use crate::rrd::gather::Gathered;
use crate::rrd::piece::{Ahead, PIECE_BYTES, Piece, Source};
use crate::spill::SpillVec;

/// Bytes that chunks under way may hold.
const WINDOW_BYTES: u64 = 32 << 20;
/// Chunks are given to threads in groups of this many bytes.
const GROUP_BYTES: u64 = 256 << 10;

/// One recording.
#[derive(Debug)]
pub struct Side {
    /// What the user named.
    pub name: String,
    /// Its id.
    pub store_id: StoreId,
    sources: Vec<Arc<Source>>,
    pieces: SpillVec<PIECE_BYTES>,
}

/// The chunks of a side, cheap to hand to threads.
#[derive(Clone, Debug)]
pub struct Reader {
    store_id: StoreId,
    sources: Arc<[Arc<Source>]>,
}

impl Side {
    /// Finds the recording that a file holds, or the files in a folder together.
    pub fn of(path: &Path) -> anyhow::Result<Self> {
        let policy = Policy {
            continue_on_error: false,
            strict: false,
        };
        let (mut report, mut gathered) = (Report::new(policy), Gathered::default());
        for input in Input::from_paths(&[path.to_owned()])? {
            gathered.add_input(input, &mut report)?;
        }
        let name = format!("{:?}", path.display().to_string());
        let superseded = gathered.take_superseded();
        let stores = gathered.take_stores();
        let mut recordings = stores.into_iter().filter(|(id, _)| !id.is_blueprint());
        let Some((store_id, mut store)) = recordings.next() else {
            bail!("no data recording found in {name}");
        };
        let others = recordings.count();
        if others > 0 {
            bail!(
                "more than one data recording found in {name}: {}. \
                 Put each into a file of its own to compare them",
                1 + others
            );
        }
        let mut pieces = SpillVec::default();
        store.each_kept(superseded.get(&store_id), |piece| {
            Ok(pieces.push(piece.to_bytes())?)
        })?;
        Ok(Self {
            name,
            store_id,
            sources: gathered.sources,
            pieces,
        })
    }

    /// The application that made the recording.
    pub fn application_id(&self) -> &ApplicationId {
        self.store_id.application_id()
    }

    /// Number of chunks that count.
    pub fn num_chunks(&self) -> usize {
        self.pieces.len()
    }

    /// What reads the chunks.
    pub fn reader(&self) -> Reader {
        Reader {
            store_id: self.store_id.clone(),
            sources: self.sources.clone().into(),
        }
    }

    /// Gives each chunk, with what its bytes amount to: two chunks of the same sum are the same.
    pub fn each_sum(
        &mut self,
        mut each: impl FnMut(Piece, [u8; 16]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let reader = self.reader();
        let len = self.pieces.len();
        let mut positions = 0..len;
        let pieces = std::iter::from_fn(|| {
            let piece = self.pieces.get(positions.next()?).transpose()?;
            Some(
                piece
                    .map(|piece| Piece::from_bytes(&piece))
                    .map_err(Into::into),
            )
        });
        let sum = move |piece: &Piece, ahead: &mut Ahead| reader.sum(piece, ahead);
        each_made(
            "compare",
            pieces,
            |it| it.payload_len,
            sum,
            |piece, sum| each(piece, sum?),
        )
    }
}

impl Reader {
    fn source(&self, piece: &Piece) -> rushes_rrd::Result<&Source> {
        let source = self.sources.get(piece.source as usize);
        let lost = || std::io::Error::other("an input was forgotten");
        Ok(source.ok_or_else(lost)?)
    }

    /// Decodes a chunk.
    pub fn decode(&self, piece: &Piece, ahead: &mut Ahead) -> rushes_rrd::Result<Chunk> {
        piece.decode(&self.store_id, self.source(piece)?, ahead)
    }

    fn sum(&self, piece: &Piece, ahead: &mut Ahead) -> rushes_rrd::Result<[u8; 16]> {
        let (_, message) = piece.read(&self.store_id, self.source(piece)?, ahead)?;
        let sum = xxh3_128(&message.payload);
        // What may be of an older version means something else.
        Ok((sum ^ u128::from(piece.is_legacy)).to_be_bytes())
    }
}

/// Makes something of every piece on several threads, and gives it on this one, in order.
pub fn each_made<T: Send + 'static>(
    what: &'static str,
    pieces: impl Iterator<Item = anyhow::Result<Piece>>,
    cost: impl Fn(&Piece) -> u64,
    make: impl Fn(&Piece, &mut Ahead) -> T + Send + Sync + 'static,
    mut each: impl FnMut(Piece, T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let progress = Progress::new(what, None);
    let make = Arc::new(make);
    let threads = crate::rrd::threads();
    let mut pipeline: Pipeline<Vec<(Piece, T)>> = Pipeline::new(threads, WINDOW_BYTES, |_| 0)?;
    let mut deliver = |made: Vec<(Piece, T)>| {
        made.into_iter().try_for_each(|(piece, made)| {
            progress.add(piece.payload_len);
            each(piece, made)
        })
    };
    let (mut group, mut held) = (Vec::new(), 0);
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let piece = piece?;
        held += cost(&piece);
        group.push(piece);
        if held < GROUP_BYTES && pieces.peek().is_some() {
            continue;
        }
        while let Some(made) = pipeline.make_room(held)? {
            deliver(made)?;
        }
        let (make, group) = (Arc::clone(&make), std::mem::take(&mut group));
        pipeline.submit(std::mem::take(&mut held), move || {
            let mut ahead = Ahead::default();
            group
                .into_iter()
                .map(|piece| (piece, make(&piece, &mut ahead)))
                .collect()
        });
        while let Some(made) = pipeline.next_due()? {
            deliver(made)?;
        }
    }
    while let Some(made) = pipeline.take_next()? {
        deliver(made)?;
    }
    Ok(())
}
