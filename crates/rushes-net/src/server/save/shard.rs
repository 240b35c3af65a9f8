//! One file: a store's messages from one connection, in order, each with its checksum.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use rushes_core::Tuid;
use rushes_rrd::{Encoded, Encoder, EncoderOptions, MessageKind, RawMessage};

use super::super::classify::StoreName;

/// Small messages are put together to writes of this size.
const BUFFER_BYTES: usize = 64 << 10;

/// Bytes of a recording's id in the names of files.
const MAX_NAME_BYTES: usize = 64;

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Shard {
    path: PathBuf,
    encoder: Encoder<BufWriter<File>>,
    /// How much of it is known to be on the disk by those who sent it.
    settled_bytes: u64,
    /// Whether anything is settled but what introduces the store.
    has_settled_data: bool,
    has_data: bool,
    is_entered: bool,
}

impl Shard {
    /// Creates a file whose name says what it holds. The names of a folder's shards sort by the time
    /// they were made within each recording.
    pub(super) fn create(
        folder: &Path,
        store: &StoreName,
        producer: Tuid,
    ) -> rushes_rrd::Result<Self> {
        let name = file_name(store, Tuid::new(), producer);
        let path = folder.join(name);
        let file = File::options()
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(|error| rushes_rrd::Error::from(error).in_file(&path))?;
        let options = EncoderOptions {
            // Written when the shard is closed: to know what is in the messages takes time.
            footer: false,
            ..EncoderOptions::default()
        };
        let encoder = Encoder::new(BufWriter::with_capacity(BUFFER_BYTES, file), options)?;
        Ok(Self {
            path,
            encoder,
            settled_bytes: 0,
            has_settled_data: false,
            has_data: false,
            is_entered: false,
        })
    }

    pub(super) fn write(&mut self, kind: MessageKind, payload: Bytes) -> rushes_rrd::Result<()> {
        self.has_data |= kind != MessageKind::SetStoreInfo;
        self.encoder.push(Encoded::copied(RawMessage {
            kind,
            offset: 0,
            payload,
            has_checksum: false,
        }))
    }

    /// Gets everything written to the disk. The first time, the folder has to be synced after it.
    pub(super) fn sync(&mut self) -> rushes_rrd::Result<NeedsFolder> {
        self.encoder.flush()?;
        self.encoder.get_ref().get_ref().sync_data()?;
        Ok(NeedsFolder(!std::mem::replace(&mut self.is_entered, true)))
    }

    /// What is synced by now is acknowledged, and stays.
    pub(super) fn settle(&mut self) {
        self.settled_bytes = self.encoder.position();
        self.has_settled_data = self.has_data;
    }

    /// Gives up what is not acknowledged: it comes again, and must not be there twice. A file of which
    /// nothing is left but what introduces its store is removed, if that `is_known`: on a full disk each
    /// attempt would add one.
    pub(super) fn roll_back(self, is_known: bool) -> PathBuf {
        let keeps_nothing = is_known && !self.has_settled_data;
        let bytes = if keeps_nothing { 0 } else { self.settled_bytes };
        let path = self.path;
        let file = self.encoder.into_output();
        // What is buffered must not be written any more.
        let (file, _buffered) = file.into_parts();
        let result = if bytes == 0 {
            std::fs::remove_file(&path)
        } else {
            file.set_len(bytes).and_then(|()| file.sync_all())
        };
        if let Err(error) = result {
            log::warn!("{}: {error}; its end is damaged", path.display());
        }
        path
    }

    /// The path, when nothing more is written.
    pub(super) fn into_path(self) -> PathBuf {
        self.path
    }
}

/// Whether the folder does not know the file for good yet.
pub(super) struct NeedsFolder(pub bool);

/// `recording-<when it was made>-<who wrote it>.rrd`
fn file_name(store: &StoreName, made: Tuid, producer: Tuid) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let plain = |c: char| if is_plain(c) { c } else { '_' };
    let mut recording: String = store.recording_id.chars().map(plain).collect();
    recording.truncate(MAX_NAME_BYTES);
    let extension = if store.is_blueprint { "rbl" } else { "rrd" };
    format!("{recording}-{made}-{producer}.{extension}").to_lowercase()
}

/// When a shard was made, and who wrote it, by its name.
pub(super) fn parse_name(path: &Path) -> Option<(Tuid, Tuid)> {
    let stem = path.file_stem()?.to_str()?;
    let mut parts = stem.rsplit('-');
    let producer = parts.next()?.parse().ok()?;
    let made = parts.next()?.parse().ok()?;
    Some((made, producer))
}
