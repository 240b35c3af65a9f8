//! A server in this process, for viewers to read from.

use std::net::IpAddr;
use std::time::Duration;

use rushes_net::server::{Server, ServerOptions, Setup as ServerSetup, serve_with};
use rushes_net::uri::ProxyUri;
use rushes_rrd::Message;

use super::packer::{Carrier, Packer};
use super::{Compression, LogSink, SinkFlushError};
use crate::{ChunkBatcherConfig, LogMsg, RecordingStreamError};

/// A server for as long as the sink exists. It also takes what other programs send to it.
#[derive(Debug)]
pub struct GrpcServerSink {
    packer: Packer<Server>,
}

impl GrpcServerSink {
    /// Listens on an address of this machine: `127.0.0.1` for programs on it, `0.0.0.0` for all that
    /// can reach it. Port 0 takes any that is free.
    ///
    /// # Errors
    /// If it cannot listen there.
    pub fn new(
        bind_ip: &str,
        port: u16,
        options: ServerOptions,
    ) -> Result<Self, RecordingStreamError> {
        let setup = ServerSetup {
            options,
            ..ServerSetup::default()
        };
        Self::with_setup(bind_ip, port, setup)
    }

    /// As [`Self::new`], with more to say: with a folder to save to, what this stream logs, and what
    /// other programs send, is on the disk when it has been flushed.
    ///
    /// # Errors
    /// If it cannot listen there, or cannot save there.
    pub fn with_setup(
        bind_ip: &str,
        port: u16,
        setup: ServerSetup,
    ) -> Result<Self, RecordingStreamError> {
        let ip: IpAddr = bind_ip.parse()?;
        let server = serve_with(ip, port, setup).map_err(RecordingStreamError::Server)?;
        let packer = Packer::new(server, Compression::Lz4).map_err(|err| {
            RecordingStreamError::SpawnThread {
                name: "rushes-pack".to_owned(),
                err,
            }
        })?;
        Ok(Self { packer })
    }

    /// Where programs on this machine find it.
    pub fn uri(&self) -> ProxyUri {
        self.packer.carrier.uri()
    }
}

impl Carrier for Server {
    fn carry(&self, message: &Message) -> Result<(), rushes_net::Error> {
        self.publish(message)
    }

    fn flush(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        // What is published is with the readers as soon as they want it.
        match Self::flush(self, timeout) {
            Ok(true) => Ok(()),
            Ok(false) => Err(SinkFlushError::Timeout),
            Err(error) => Err(SinkFlushError::failed(error.to_string())),
        }
    }

    fn hurry(&self) {}

    fn finish(&self) {
        self.shut_down();
    }
}

impl LogSink for GrpcServerSink {
    fn send(&self, message: LogMsg) {
        self.packer.send(message);
    }

    fn flush_blocking(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.packer.flush(timeout)
    }

    fn default_batcher_config(&self) -> ChunkBatcherConfig {
        ChunkBatcherConfig::LOW_LATENCY
    }

    fn finish(&self) {
        self.packer.finish();
    }
}

impl Drop for GrpcServerSink {
    fn drop(&mut self) {
        self.finish();
    }
}
