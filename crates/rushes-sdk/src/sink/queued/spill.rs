//! Messages that wait on the disk.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufWriter, Seek as _};
use std::path::PathBuf;

use rushes_rrd::{Encoder, EncoderOptions, Item, Limits, MessageReader};

use crate::LogMsg;

/// A file is read, and then given up, once it is this large.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// Files without names, in order, each a stream.
#[derive(Default)]
pub(super) struct Spill {
    /// Where they are; none: the system's folder for temporary files.
    pub(super) folder: Option<PathBuf>,
    reader: Option<MessageReader<File>>,
    full: VecDeque<File>,
    writer: Option<Encoder<BufWriter<File>>>,
}

impl Spill {
    /// Adds a message. Gives it back when it cannot be written.
    #[expect(clippy::result_large_err, reason = "the message is what matters")]
    pub(super) fn push(&mut self, message: LogMsg) -> Result<(), LogMsg> {
        self.try_push(&message).map_err(|error| {
            log::error!("cannot keep data on the disk: {error}");
            // The file may end inside of a message: no more into this one.
            self.close_writer();
            message
        })
    }

    fn try_push(&mut self, message: &LogMsg) -> rushes_rrd::Result<()> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            None => {
                let file = match &self.folder {
                    Some(folder) => tempfile::tempfile_in(folder),
                    None => tempfile::tempfile(),
                };
                let options = EncoderOptions {
                    footer: false,
                    ..EncoderOptions::default()
                };
                let encoder = Encoder::new(BufWriter::new(file?), options)?;
                self.writer.insert(encoder)
            }
        };
        match message {
            LogMsg::Chunk(store_id, chunk) => writer.write_chunk(store_id, chunk.clone())?,
            message => writer.write(&message.to_message(rushes_rrd::Compression::Lz4)?)?,
        }
        if writer.position() >= MAX_FILE_BYTES {
            self.close_writer();
        }
        Ok(())
    }

    /// Takes the oldest message. None when it was lost, which is an error and logged as such.
    pub(super) fn pop(&mut self) -> Option<LogMsg> {
        loop {
            if let Some(reader) = &mut self.reader {
                match reader.next_item() {
                    Ok(Some(Item::Message { message, .. })) => return Some(message.into()),
                    Ok(Some(Item::Damage(damage))) => {
                        log::error!("lost data that waited on the disk: {damage:?}");
                    }
                    Ok(Some(_)) => {}
                    Ok(None) => self.reader = None,
                    Err(error) => {
                        log::error!("lost data that waited on the disk: {error}");
                        self.reader = None;
                    }
                }
                continue;
            }
            if self.full.is_empty() {
                self.close_writer();
            }
            let file = self.full.pop_front()?;
            self.reader = Some(MessageReader::new(file, Limits::default()));
        }
    }

    /// Makes the file that is being written one to be read.
    fn close_writer(&mut self) {
        let Some(writer) = self.writer.take() else {
            return;
        };
        let file = writer.finish().and_then(|buffer| {
            let mut file = buffer.into_inner().map_err(|error| error.into_error())?;
            file.rewind()?;
            Ok(file)
        });
        match file {
            Ok(file) => self.full.push_back(file),
            Err(error) => log::error!("lost data that waited on the disk: {error}"),
        }
    }
}
