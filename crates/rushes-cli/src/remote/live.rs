//! What a live server holds.

use std::io::{self, BufWriter, PipeReader, PipeWriter, Read};
use std::thread::JoinHandle;

use rushes_net::client::{ConnectOptions, MessageStream, read_present};
use rushes_net::uri::ProxyUri;
use rushes_rrd::{Encoder, EncoderOptions};

/// Small messages go through the pipe together.
const WRITE_BYTES: usize = 256 << 10;

/// Connects, and reads what the server holds now, as a stream that was closed.
pub fn read(uri: ProxyUri) -> anyhow::Result<Box<dyn Read>> {
    let runtime = crate::live::runtime()?;
    let options = ConnectOptions {
        token: crate::live::token_of_environment(),
        ..ConnectOptions::default()
    };
    let messages = runtime.block_on(read_present(&uri, &options))?;
    let (reader, writer) = io::pipe()?;
    let thread = std::thread::Builder::new()
        .name("rushes-read".to_owned())
        .spawn(move || runtime.block_on(copy(messages, writer)))?;
    Ok(Box::new(LiveReader {
        pipe: reader,
        thread: Some(thread),
    }))
}

async fn copy(mut messages: MessageStream, pipe: PipeWriter) -> anyhow::Result<()> {
    let output = BufWriter::with_capacity(WRITE_BYTES, pipe);
    let mut encoder = Encoder::new(output, EncoderOptions::default())?;
    while let Some(message) = messages.next().await? {
        encoder.write(&message)?;
    }
    let output = encoder.finish()?;
    output.into_inner().map_err(|error| error.into_error())?;
    Ok(())
}

/// What comes from the thread, and what it says in the end.
struct LiveReader {
    pipe: PipeReader,
    thread: Option<JoinHandle<anyhow::Result<()>>>,
}

impl Read for LiveReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.pipe.read(buffer)?;
        if count > 0 || buffer.is_empty() {
            return Ok(count);
        }
        match self.thread.take().map(JoinHandle::join) {
            None | Some(Ok(Ok(()))) => Ok(0),
            Some(Ok(Err(error))) => Err(io::Error::other(crate::text::chain(&error))),
            Some(Err(_panic)) => Err(io::Error::other("the thread that reads has panicked")),
        }
    }
}
