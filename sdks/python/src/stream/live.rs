//! Over the network: sending to a server, being one, starting a viewer.

use std::sync::OnceLock;

use pyo3::prelude::*;
use rushes_net::uri::{ProxyUri, Uri};
use rushes_sdk::sink::{GrpcServerSink, GrpcSink, LogSink};
use rushes_sdk::{MemoryLimit, PlaybackBehavior, ServerOptions, SpawnOptions};

use super::BlueprintMessages;
use super::sinks::exchange;
use crate::errors::runtime_error;

/// Whose data may be taken by everyone who can reach this machine, as viewers expect it.
const ANY_ADDRESS: &str = "0.0.0.0";

fn proxy(url: Option<&str>) -> PyResult<ProxyUri> {
    let Some(url) = url else {
        return Ok(ProxyUri::default());
    };
    let reason = match url.parse() {
        Ok(Uri::Proxy(uri)) => return Ok(uri),
        Ok(other) => format!("expected a message proxy, such as {}/proxy", other.origin()),
        Err(error) => error.to_string(),
    };
    Err(runtime_error(format!("invalid endpoint {url:?}: {reason}")))
}

/// Sends to a server: one of the sinks of `set_sinks`.
#[pyclass(frozen, eq, hash, module = "rushes._rushes")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct GrpcSinkSpec {
    uri: ProxyUri,
}

#[pymethods]
impl GrpcSinkSpec {
    #[new]
    #[pyo3(signature = (url=None))]
    pub(super) fn new(url: Option<&str>) -> PyResult<Self> {
        Ok(Self { uri: proxy(url)? })
    }

    /// Where it sends to.
    #[getter]
    fn uri(&self) -> String {
        self.uri.to_string()
    }
}

impl GrpcSinkSpec {
    pub(super) fn open(&self) -> Box<dyn LogSink> {
        Box::new(GrpcSink::new(self.uri.clone()))
    }
}

/// Serves from within this process: one of the sinks of `set_sinks`.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct GrpcServerSinkSpec {
    bind_ip: String,
    port: u16,
    memory_limit: String,
    newest_first: bool,
    cors_allowed_origins: Vec<String>,
    /// Where it listens, once it does: that is only known then if the port is any that is free.
    listens_on: OnceLock<ProxyUri>,
}

#[pymethods]
impl GrpcServerSinkSpec {
    #[new]
    fn new(
        bind_ip: String,
        port: u16,
        memory_limit: String,
        newest_first: bool,
        cors_allowed_origins: Vec<String>,
    ) -> Self {
        Self {
            bind_ip,
            port,
            memory_limit,
            newest_first,
            cors_allowed_origins,
            listens_on: OnceLock::new(),
        }
    }

    /// Where it is reached.
    #[getter]
    fn uri(&self) -> String {
        match self.listens_on.get() {
            Some(uri) => uri.to_string(),
            None => format!("rerun+http://{}:{}/proxy", self.bind_ip, self.port),
        }
    }
}

impl GrpcServerSinkSpec {
    pub(super) fn open(&self) -> PyResult<Box<dyn LogSink>> {
        let memory_limit = MemoryLimit::parse(&self.memory_limit)
            .map_err(|error| runtime_error(format!("Bad server_memory_limit: {error}")))?;
        let options = ServerOptions {
            memory_limit,
            playback_behavior: PlaybackBehavior::from_newest_first(self.newest_first),
            cors_allowed_origins: self.cors_allowed_origins.clone(),
        };
        let sink = GrpcServerSink::new(&self.bind_ip, self.port, options).map_err(runtime_error)?;
        if self.port == 0 || self.bind_ip == ANY_ADDRESS {
            // The second server of one specification says where it is by other means.
            self.listens_on.set(sink.uri()).ok();
        }
        Ok(Box::new(sink))
    }
}

/// Sends to a server from now on.
#[pyfunction]
#[pyo3(signature = (url, blueprint, recording))]
fn connect_grpc(
    py: Python<'_>,
    url: Option<&str>,
    blueprint: Option<&BlueprintMessages>,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let spec = GrpcSinkSpec::new(url)?;
    exchange(py, recording, blueprint, || Ok(spec.open()))
}

/// Is a server from now on; returns where.
#[pyfunction]
#[pyo3(signature = (server, blueprint, recording))]
fn serve_grpc(
    py: Python<'_>,
    server: &GrpcServerSinkSpec,
    blueprint: Option<&BlueprintMessages>,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    exchange(py, recording, blueprint, || server.open())?;
    Ok(server.uri())
}

/// Starts a viewer, unless something listens on the port already. Returns its process, if one was started.
#[pyfunction]
#[pyo3(signature = (port, memory_limit, server_memory_limit, hide_welcome_screen, detach_process, executable_name, executable_path))]
#[expect(
    clippy::too_many_arguments,
    reason = "as many as the Python function has"
)]
fn spawn(
    py: Python<'_>,
    port: u16,
    memory_limit: String,
    server_memory_limit: String,
    hide_welcome_screen: bool,
    detach_process: bool,
    executable_name: String,
    executable_path: Option<String>,
) -> PyResult<Option<u32>> {
    let options = SpawnOptions {
        port,
        wait_for_bind: true,
        memory_limit,
        server_memory_limit,
        hide_welcome_screen,
        detach_process,
        executable_name,
        executable_path,
        // As viewers that Python programs start are told.
        extra_env: vec![("RERUN_APP_ONLY".to_owned(), "true".to_owned())],
        ..SpawnOptions::default()
    };
    let spawned = py.detach(|| rushes_sdk::spawn(&options));
    Ok(spawned.map_err(runtime_error)?.child_pid)
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<GrpcSinkSpec>()?;
    module.add_class::<GrpcServerSinkSpec>()?;
    module.add_function(wrap_pyfunction!(connect_grpc, module)?)?;
    module.add_function(wrap_pyfunction!(serve_grpc, module)?)?;
    module.add_function(wrap_pyfunction!(spawn, module)?)
}
