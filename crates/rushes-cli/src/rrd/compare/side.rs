//! One of the two recordings that are compared: where its chunks are, and what stands for each.

use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use rushes_chunk::Chunk;
use rushes_core::{ApplicationId, StoreId};
use xxhash_rust::xxh3::xxh3_128;

use crate::input::Input;
use crate::report::{Policy, Report};
use crate::rrd::gather::Gathered;
use crate::rrd::piece::{Ahead, PIECE_BYTES, Piece, Source};
use crate::rrd::pieces;
use crate::spill::SpillVec;

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
        let sum = move |piece: &Piece, ahead: &mut Ahead| reader.sum(piece, ahead);
        pieces::each_made(
            "compare",
            |each| {
                for position in 0..len {
                    if let Some(piece) = self.pieces.get(position)? {
                        each(Piece::from_bytes(&piece))?;
                    }
                }
                Ok(())
            },
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
