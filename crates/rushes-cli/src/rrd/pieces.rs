//! Something made of many chunks, on several threads.

use std::sync::Arc;

use rushes_rrd::Pipeline;

use super::piece::{Ahead, Piece};
use crate::progress::Progress;

/// Bytes that chunks under way may hold.
const WINDOW_BYTES: u64 = 16 << 20;
/// Chunks are given to threads in groups of this many bytes.
const GROUP_BYTES: u64 = 256 << 10;

/// Takes one piece after the other.
pub type Each<'a> = &'a mut dyn FnMut(Piece) -> anyhow::Result<()>;

/// Makes something of every piece that `feed` gives, on several threads, and gives it on this one, in
/// order. Until then a piece counts as `cost` bytes.
pub fn each_made<T: Send + 'static>(
    what: &'static str,
    feed: impl FnOnce(Each<'_>) -> anyhow::Result<()>,
    cost: impl Fn(&Piece) -> u64,
    make: impl Fn(&Piece, &mut Ahead) -> T + Send + Sync + 'static,
    mut each: impl FnMut(Piece, T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let progress = Progress::new(what, None);
    let make = Arc::new(make);
    let threads = super::threads();
    let mut pipeline: Pipeline<Vec<(Piece, T)>> = Pipeline::new(threads, WINDOW_BYTES, |_| 0)?;
    let mut deliver = |made: Vec<(Piece, T)>| {
        made.into_iter().try_for_each(|(piece, made)| {
            progress.add(piece.payload_len);
            each(piece, made)
        })
    };
    let (mut group, mut held) = (Vec::new(), 0);
    let submit = |pipeline: &mut Pipeline<_>, group: Vec<Piece>, held| {
        let make = Arc::clone(&make);
        pipeline.submit(held, move || {
            let mut ahead = Ahead::default();
            let pieces = group.into_iter();
            pieces
                .map(|piece| (piece, make(&piece, &mut ahead)))
                .collect()
        });
    };
    feed(&mut |piece| {
        held += cost(&piece);
        group.push(piece);
        if held < GROUP_BYTES {
            return Ok(());
        }
        while let Some(made) = pipeline.make_room(held)? {
            deliver(made)?;
        }
        let (group, held) = (std::mem::take(&mut group), std::mem::take(&mut held));
        submit(&mut pipeline, group, held);
        while let Some(made) = pipeline.next_due()? {
            deliver(made)?;
        }
        Ok(())
    })?;
    submit(&mut pipeline, group, held);
    while let Some(made) = pipeline.take_next()? {
        deliver(made)?;
    }
    Ok(())
}
