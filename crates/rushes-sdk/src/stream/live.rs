//! Streams over the network.

use super::RecordingStream;
use crate::sink::LogSink;
use crate::{RecordingStreamBuilder, RecordingStreamResult};

#[cfg(feature = "server")]
use {
    crate::sink::GrpcServerSink,
    crate::{MemoryLimit, ServerOptions, ServerSetup},
};
#[cfg(feature = "grpc")]
use {
    crate::sink::{GrpcSink, GrpcSinkOptions},
    crate::{RecordingStreamError, SpawnOptions, spawn},
    rushes_net::uri::{ProxyUri, Uri},
};

/// Whose data may be taken by everyone who can reach this machine, as viewers expect it.
#[cfg(feature = "server")]
const ANY_ADDRESS: &str = "0.0.0.0";

#[cfg(feature = "grpc")]
fn proxy(url: &str) -> RecordingStreamResult<ProxyUri> {
    match url.parse() {
        Ok(Uri::Proxy(uri)) => Ok(uri),
        Ok(_) => Err(RecordingStreamError::NotAProxyEndpoint(url.to_owned())),
        Err(error) => Err(RecordingStreamError::UriError(error)),
    }
}

#[cfg(feature = "grpc")]
fn connected(url: &str, options: GrpcSinkOptions) -> RecordingStreamResult<Box<dyn LogSink>> {
    let uri = proxy(url)?;
    Ok(Box::new(GrpcSink::new_with_options(uri, options)))
}

#[cfg(feature = "grpc")]
fn spawned(options: &SpawnOptions) -> RecordingStreamResult<Box<dyn LogSink>> {
    let port = spawn(options)?.port;
    Ok(Box::new(GrpcSink::new(ProxyUri::local(port))))
}

#[cfg(feature = "server")]
fn serving(
    bind_ip: &str,
    port: u16,
    options: ServerOptions,
) -> RecordingStreamResult<Box<dyn LogSink>> {
    Ok(Box::new(GrpcServerSink::new(bind_ip, port, options)?))
}

#[cfg(feature = "grpc")]
impl RecordingStream {
    /// Sends to the viewer or server on this machine from now on. It need not be there yet.
    ///
    /// Returns when what was logged before has been sent, or after some seconds without a server:
    /// then it waits in memory.
    ///
    /// # Errors
    /// None at present.
    pub fn connect_grpc(&self) -> RecordingStreamResult<()> {
        self.connect_grpc_opts(crate::DEFAULT_CONNECT_URL)
    }

    /// As [`Self::connect_grpc`], to any server: `rerun+http://host:port/proxy`.
    ///
    /// # Errors
    /// If the URL is none of a message proxy. The stream keeps its sink then.
    pub fn connect_grpc_opts(&self, url: impl Into<String>) -> RecordingStreamResult<()> {
        self.connect_grpc_with_options(url, GrpcSinkOptions::default())
    }

    /// As [`Self::connect_grpc_opts`], with a say in how it sends.
    ///
    /// # Errors
    /// If the URL is none of a message proxy. The stream keeps its sink then.
    pub fn connect_grpc_with_options(
        &self,
        url: impl Into<String>,
        options: GrpcSinkOptions,
    ) -> RecordingStreamResult<()> {
        self.try_set_sink("connect_grpc", || connected(&url.into(), options))
    }

    /// Starts a viewer, unless there is one, and sends to it from now on.
    ///
    /// # Errors
    /// If there is none to start. The stream keeps its sink then.
    pub fn spawn(&self) -> RecordingStreamResult<()> {
        self.spawn_opts(&SpawnOptions::default())
    }

    /// As [`Self::spawn`], with a say in how it is started.
    ///
    /// # Errors
    /// If it cannot be started. The stream keeps its sink then.
    pub fn spawn_opts(&self, options: &SpawnOptions) -> RecordingStreamResult<()> {
        self.try_set_sink("spawn", || spawned(options))
    }
}

#[cfg(feature = "server")]
impl RecordingStream {
    /// Becomes a server, on the usual port, for viewers to read from. It ends with the sink.
    ///
    /// # Errors
    /// If the port is taken. The stream keeps its sink then.
    pub fn serve_grpc(&self, options: ServerOptions) -> RecordingStreamResult<()> {
        self.serve_grpc_opts(ANY_ADDRESS, crate::DEFAULT_SERVER_PORT, options)
    }

    /// As [`Self::serve_grpc`], on an address of this machine: `127.0.0.1` for programs on it.
    ///
    /// # Errors
    /// If it cannot listen there. The stream keeps its sink then.
    pub fn serve_grpc_opts(
        &self,
        bind_ip: impl AsRef<str>,
        port: u16,
        options: ServerOptions,
    ) -> RecordingStreamResult<()> {
        self.try_set_sink("serve_grpc", || serving(bind_ip.as_ref(), port, options))
    }

    /// As [`Self::serve_grpc_opts`], with more to say: with a folder to save to, what is flushed is on
    /// the disk.
    ///
    /// # Errors
    /// If it cannot listen there, or cannot save there. The stream keeps its sink then.
    pub fn serve_grpc_with_setup(
        &self,
        bind_ip: impl AsRef<str>,
        port: u16,
        setup: ServerSetup,
    ) -> RecordingStreamResult<()> {
        self.try_set_sink("serve_grpc", || {
            let sink = GrpcServerSink::with_setup(bind_ip.as_ref(), port, setup)?;
            Ok::<Box<dyn LogSink>, crate::RecordingStreamError>(Box::new(sink))
        })
    }
}

#[cfg(feature = "grpc")]
impl RecordingStreamBuilder {
    /// A stream to the viewer or server on this machine. It need not be there yet.
    ///
    /// # Errors
    /// If there are no more threads.
    pub fn connect_grpc(self) -> RecordingStreamResult<RecordingStream> {
        self.connect_grpc_opts(crate::DEFAULT_CONNECT_URL)
    }

    /// As [`Self::connect_grpc`], to any server: `rerun+http://host:port/proxy`.
    ///
    /// # Errors
    /// If the URL is none of a message proxy, or there are no more threads.
    pub fn connect_grpc_opts(
        self,
        url: impl Into<String>,
    ) -> RecordingStreamResult<RecordingStream> {
        self.with_sink(|| connected(&url.into(), GrpcSinkOptions::default()))
    }

    /// A stream to a viewer, which is started unless there is one.
    ///
    /// # Errors
    /// If there is none to start, or there are no more threads.
    pub fn spawn(self) -> RecordingStreamResult<RecordingStream> {
        self.spawn_opts(&SpawnOptions::default())
    }

    /// As [`Self::spawn`], with a say in how it is started.
    ///
    /// # Errors
    /// If it cannot be started, or there are no more threads.
    pub fn spawn_opts(self, options: &SpawnOptions) -> RecordingStreamResult<RecordingStream> {
        self.with_sink(|| spawned(options))
    }
}

#[cfg(feature = "server")]
impl RecordingStreamBuilder {
    /// A stream that is a server, on the usual port, for viewers to read from. It holds as much as a
    /// quarter of the machine's memory.
    ///
    /// # Errors
    /// If the port is taken, or there are no more threads.
    pub fn serve_grpc(self) -> RecordingStreamResult<RecordingStream> {
        let options = ServerOptions {
            memory_limit: MemoryLimit::from_fraction_of_total(0.25),
            ..ServerOptions::default()
        };
        self.serve_grpc_opts(ANY_ADDRESS, crate::DEFAULT_SERVER_PORT, options)
    }

    /// As [`Self::serve_grpc`], on an address of this machine: `127.0.0.1` for programs on it.
    ///
    /// # Errors
    /// If it cannot listen there, or there are no more threads.
    pub fn serve_grpc_opts(
        self,
        bind_ip: impl AsRef<str>,
        port: u16,
        options: ServerOptions,
    ) -> RecordingStreamResult<RecordingStream> {
        self.with_sink(|| serving(bind_ip.as_ref(), port, options))
    }
}
