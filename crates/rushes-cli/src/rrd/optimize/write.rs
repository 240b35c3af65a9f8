//! Groups of chunks read, made over, and written.

use std::sync::Arc;

use rushes_chunk::Chunk;
use rushes_core::StoreId;
use rushes_rrd::{Compression, Encoded, Message, Pipeline};
use rushes_store::optimize::{
    Batch, Batcher, Group, GroupKind, Settings, VideoGroup, codec_of, rebatch_video,
};

use super::plan::{self, Plan, Video};
use crate::input::Input;
use crate::progress::Progress;
use crate::report::Report;
use crate::rrd::copy::{self, Copier};
use crate::rrd::gather::Gathered;
use crate::rrd::piece::{Ahead, Piece, Source, copy_piece};

/// Bytes that chunks of the result under way may hold.
pub const ENCODE_BYTES: u64 = 12 << 20;
/// Bytes that chunks of the inputs under way may hold.
const DECODE_BYTES: u64 = 2 << 20;
/// Chunks are given to threads in groups of this many bytes.
const GROUP_BYTES: u64 = 256 << 10;

/// Writes everything. Returns the number of chunks and bytes.
pub fn write(
    mut gathered: Gathered,
    mut copier: Copier,
    settings: &Settings,
    report: &mut Report,
) -> anyhow::Result<(u64, u64)> {
    let superseded = gathered.take_superseded();
    let stores = gathered.take_stores();
    // Chunks that stay as they are go by the index that they come with.
    for (store_id, schema) in gathered.schemas() {
        copier.add_schema(store_id, schema);
    }
    let progress = Progress::new("optimize", Some(gathered.bytes));
    let sources: Arc<[Arc<Source>]> = std::mem::take(&mut gathered.sources).into();
    drop(gathered);
    let mut num_chunks = 0;
    for (store_id, mut store) in stores {
        if let Some(info) = store.info.take() {
            copier.push(Encoded::message(&Message::SetStoreInfo(info)))?;
        }
        let plan = Plan::of(&store_id, &mut store, &superseded, &sources, settings)?;
        let mut writer = Writer {
            copier: &mut copier,
            store_id: store_id.clone(),
            sources: Arc::clone(&sources),
            settings,
            report,
            progress: &progress,
            pipeline: Pipeline::new(crate::rrd::threads(), DECODE_BYTES, |_| 0)?,
            whole: Vec::new(),
            num_chunks: 0,
        };
        writer.write(plan)?;
        num_chunks += writer.num_chunks;
        copy::activate(&mut copier, &store_id)?;
    }
    copy::settle(&mut copier, report, &progress, &Input::Stdin)?;
    drop(sources);
    Ok((num_chunks, copy::finish(copier)?))
}

/// What a thread makes of some chunks.
type Prepared = (Vec<Piece>, rushes_rrd::Result<Vec<Batch>>);

struct Writer<'a> {
    copier: &'a mut Copier,
    store_id: StoreId,
    sources: Arc<[Arc<Source>]>,
    settings: &'a Settings,
    report: &'a mut Report,
    progress: &'a Progress,
    pipeline: Pipeline<Prepared>,
    /// Pieces whose chunks may turn out to stay as they are.
    whole: Vec<Piece>,
    num_chunks: u64,
}

impl Writer<'_> {
    fn write(&mut self, mut plan: Plan) -> anyhow::Result<()> {
        let mut records = plan.records.peekable();
        while let Some(record) = records.next().transpose()? {
            let (at, first) = plan::parse(&record);
            let mut group = std::iter::once(Ok(first)).chain(std::iter::from_fn(|| {
                let next = records.next_if(|it| match it {
                    Ok(record) => plan::parse(record).0 == at,
                    Err(_) => true,
                });
                next.map(|record| record.map(|record| plan::parse(&record).1))
            }));
            let Some(info) = plan.planner.groups().get(at as usize) else {
                continue;
            };
            match plan.videos.remove(&at) {
                Some(video) => {
                    let pieces = group.collect::<std::io::Result<Vec<_>>>()?;
                    self.video(info, &pieces, &video)?;
                }
                None => self.group(info, &mut group)?,
            }
        }
        Ok(())
    }

    /// The chunks of one group.
    fn group(
        &mut self,
        group: &Group,
        pieces: &mut dyn Iterator<Item = std::io::Result<Piece>>,
    ) -> anyhow::Result<()> {
        let is_static = group.kind == GroupKind::Static;
        let mut batcher = Batcher::new(self.settings.clone());
        let (mut together, mut held) = (Vec::new(), 0);
        let mut pieces = pieces.peekable();
        while let Some(piece) = pieces.next() {
            let piece = piece?;
            self.progress.add(piece.payload_len);
            held += piece.decoding_cost();
            together.push(piece);
            if held < GROUP_BYTES && pieces.peek().is_some() {
                continue;
            }
            while let Some(prepared) = self.pipeline.make_room(held)? {
                self.take(prepared, &mut batcher)?;
            }
            self.submit(
                std::mem::take(&mut together),
                std::mem::take(&mut held),
                is_static,
            );
            while let Some(prepared) = self.pipeline.next_due()? {
                self.take(prepared, &mut batcher)?;
            }
        }
        while let Some(prepared) = self.pipeline.take_next()? {
            self.take(prepared, &mut batcher)?;
        }
        batcher
            .finish()
            .into_iter()
            .try_for_each(|batch| self.emit(batch))?;
        self.whole.clear();
        Ok(())
    }

    fn submit(&mut self, pieces: Vec<Piece>, cost: u64, is_static: bool) {
        let (sources, store_id) = (Arc::clone(&self.sources), self.store_id.clone());
        let settings = self.settings.clone();
        self.pipeline.submit(cost, move || {
            let mut batches = Vec::new();
            let mut preparing = Batcher::preparing(&settings);
            let mut ahead = Ahead::for_pieces(&pieces);
            let mut prepare = || {
                for piece in &pieces {
                    let chunk = decode(piece, &store_id, &sources, &mut ahead)?;
                    if is_static {
                        let mut alone = Batcher::columns_only(&settings);
                        batches.extend(alone.push(chunk)?);
                        batches.extend(alone.finish());
                    } else {
                        batches.extend(preparing.push(chunk)?);
                    }
                }
                batches.extend(preparing.finish());
                let batches = std::mem::take(&mut batches).into_iter();
                Ok(batches.map(Batch::joined).collect::<Result<_, _>>()?)
            };
            let result = prepare();
            (pieces, result)
        });
    }

    fn take(&mut self, (pieces, batches): Prepared, batcher: &mut Batcher) -> anyhow::Result<()> {
        let input = pieces
            .first()
            .and_then(|it| self.sources.get(it.source as usize));
        let input = input.map_or(Input::Stdin, |source| source.seekable.input.clone());
        let batches = match batches {
            Ok(batches) => batches,
            Err(error) => return self.report.tolerate(self.progress, &input, Err(error)),
        };
        self.whole.extend(pieces);
        for batch in batches {
            // Static chunks are never joined.
            let ready = match batch.is_static() {
                true => vec![batch],
                false => batcher.push_prepared(batch)?,
            };
            ready.into_iter().try_for_each(|batch| self.emit(batch))?;
        }
        // What is still pending is in the last chunks.
        let old = self.whole.len().saturating_sub(MAX_WHOLE);
        self.whole.drain(..old);
        Ok(())
    }

    /// Writes a chunk: as it was, if it has not changed.
    fn emit(&mut self, batch: Batch) -> anyhow::Result<()> {
        self.num_chunks += 1;
        let piece = batch.unchanged().and_then(|id| {
            let pieces = self.whole.iter().rev();
            pieces.copied().find(|piece| piece.chunk_id == id)
        });
        let source = piece.and_then(|piece| self.sources.get(piece.source as usize));
        if let Some((piece, source)) = piece.zip(source) {
            drop(batch);
            let mut ahead = Ahead::default();
            let result = copy_piece(self.copier, &self.store_id, source, piece, &mut ahead);
            return Ok(result?);
        }
        let store_id = self.store_id.clone();
        // Joined, and then as a batch that is encoded.
        self.copier.submit(3 * batch.bytes(), move || {
            let chunk = batch.into_chunk()?;
            Encoded::chunk(&store_id, chunk, Compression::Lz4).map(Some)
        })?;
        Ok(())
    }

    /// The samples of a video, and what belongs to them.
    fn video(&mut self, group: &Group, pieces: &[Piece], video: &Video) -> anyhow::Result<()> {
        let (sources, store_id) = (Arc::clone(&self.sources), self.store_id.clone());
        let mut ahead = Ahead::default();
        let mut read = |piece: &Piece| decode(piece, &store_id, &sources, &mut ahead);
        let mut known = VideoGroup {
            num_chunks: pieces.len() as u32,
            codec: None,
            labels: Vec::new(),
        };
        for (.., piece) in &video.codecs {
            known.codec = codec_of(&read(piece)?).or(known.codec);
        }
        for piece in &video.labels {
            known.labels.push(read(piece)?);
        }
        let load = |index: u32| -> rushes_rrd::Result<Chunk> {
            let piece = pieces.get(index as usize);
            let lost = || std::io::Error::other("a chunk was forgotten");
            read(piece.ok_or_else(lost)?)
        };
        let (copier, num_chunks) = (&mut *self.copier, &mut self.num_chunks);
        let emit = |chunk: Chunk| {
            *num_chunks += 1;
            copier.write_chunk(&self.store_id, chunk)
        };
        let Err(skipped) = rebatch_video(&known, self.settings, load, emit)? else {
            pieces
                .iter()
                .for_each(|it| self.progress.add(it.payload_len));
            return Ok(());
        };
        let entity = &group.entity_path;
        self.progress.print(&format!(
            "warning: the video of {entity} is left as it is: {skipped}"
        ));
        let labels = Group {
            kind: GroupKind::Own,
            ..group.clone()
        };
        self.group(group, &mut pieces.iter().map(|it| Ok(*it)))?;
        self.group(&labels, &mut video.labels.iter().map(|it| Ok(*it)))
    }
}

/// Chunks that may be pending: one for each row of a result, and those prepared meanwhile.
const MAX_WHOLE: usize = 4096;

fn decode(
    piece: &Piece,
    store_id: &StoreId,
    sources: &[Arc<Source>],
    ahead: &mut Ahead,
) -> rushes_rrd::Result<Chunk> {
    let source = sources.get(piece.source as usize);
    let lost = || std::io::Error::other("an input was forgotten");
    piece.decode(store_id, source.ok_or_else(lost)?, ahead)
}
