//! When rows become chunks.

use std::time::Duration;

use pyo3::intern;
use pyo3::prelude::*;
use rushes_sdk::ChunkBatcherConfig;

use crate::errors::{runtime_error, value_error};

/// When rows become chunks. What is not given comes from the environment, then from the default.
///
/// - `flush_tick`: how long rows wait at most, in seconds or as a `datetime.timedelta`.
/// - `flush_num_bytes`, `flush_num_rows`: how many bytes or rows of an entity wait at most.
/// - `chunk_max_rows_if_unsorted`: how long a chunk gets at most whose times are out of order.
#[pyclass(frozen, module = "rushes._rushes", name = "ChunkBatcherConfig")]
pub(crate) struct BatcherConfig(parking_lot::Mutex<ChunkBatcherConfig>);

impl BatcherConfig {
    fn of(config: ChunkBatcherConfig) -> Self {
        Self(parking_lot::Mutex::new(config))
    }

    pub(super) fn get(&self) -> PyResult<ChunkBatcherConfig> {
        Ok(self.0.lock().clone())
    }
}

fn tick(value: &Bound<'_, PyAny>) -> PyResult<Duration> {
    let seconds: f64 = match value.extract() {
        Ok(seconds) => seconds,
        Err(_) => {
            let seconds = value.call_method0(intern!(value.py(), "total_seconds"));
            let seconds = seconds
                .map_err(|_| crate::convert::type_error("seconds, or a timedelta", value))?;
            seconds.extract()?
        }
    };
    if seconds.is_infinite() && seconds > 0.0 {
        return Ok(Duration::MAX);
    }
    Duration::try_from_secs_f64(seconds).map_err(value_error)
}

#[pymethods]
impl BatcherConfig {
    #[new]
    #[pyo3(signature = (
        flush_tick=None, flush_num_bytes=None, flush_num_rows=None, chunk_max_rows_if_unsorted=None
    ))]
    fn new(
        flush_tick: Option<&Bound<'_, PyAny>>,
        flush_num_bytes: Option<u64>,
        flush_num_rows: Option<u64>,
        chunk_max_rows_if_unsorted: Option<u64>,
    ) -> PyResult<Self> {
        let mut config = ChunkBatcherConfig::from_env().map_err(runtime_error)?;
        if let Some(flush_tick) = flush_tick {
            config.flush_tick = tick(flush_tick)?;
        }
        config.flush_num_bytes = flush_num_bytes.unwrap_or(config.flush_num_bytes);
        config.flush_num_rows = flush_num_rows.unwrap_or(config.flush_num_rows);
        config.chunk_max_rows_if_unsorted =
            chunk_max_rows_if_unsorted.unwrap_or(config.chunk_max_rows_if_unsorted);
        Ok(Self::of(config))
    }

    /// How long rows wait at most, as a `datetime.timedelta`.
    #[getter]
    fn flush_tick<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let datetime = py.import(intern!(py, "datetime"))?;
        let tick = self.0.lock().flush_tick;
        let timedelta = datetime.getattr(intern!(py, "timedelta"))?;
        match timedelta.call1((0, tick.as_secs_f64())) {
            Ok(tick) => Ok(tick),
            // Longer than a timedelta can be.
            Err(_) => timedelta.getattr(intern!(py, "max")),
        }
    }

    #[setter]
    fn set_flush_tick(&self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        self.0.lock().flush_tick = tick(value)?;
        Ok(())
    }

    /// How many bytes of an entity wait at most.
    #[getter]
    fn flush_num_bytes(&self) -> u64 {
        self.0.lock().flush_num_bytes
    }

    #[setter]
    fn set_flush_num_bytes(&self, value: u64) {
        self.0.lock().flush_num_bytes = value;
    }

    /// How many rows of an entity wait at most.
    #[getter]
    fn flush_num_rows(&self) -> u64 {
        self.0.lock().flush_num_rows
    }

    #[setter]
    fn set_flush_num_rows(&self, value: u64) {
        self.0.lock().flush_num_rows = value;
    }

    /// How long a chunk gets at most whose times are out of order.
    #[getter]
    fn chunk_max_rows_if_unsorted(&self) -> u64 {
        self.0.lock().chunk_max_rows_if_unsorted
    }

    #[setter]
    fn set_chunk_max_rows_if_unsorted(&self, value: u64) {
        self.0.lock().chunk_max_rows_if_unsorted = value;
    }

    /// For files.
    #[staticmethod]
    #[pyo3(name = "DEFAULT")]
    fn default() -> Self {
        Self::of(ChunkBatcherConfig::DEFAULT)
    }

    /// For the network.
    #[staticmethod]
    #[pyo3(name = "LOW_LATENCY")]
    fn low_latency() -> Self {
        Self::of(ChunkBatcherConfig::LOW_LATENCY)
    }

    /// A chunk for every row; for tests.
    #[staticmethod]
    #[pyo3(name = "ALWAYS_TEST_ONLY")]
    fn always_test_only() -> Self {
        Self::of(ChunkBatcherConfig::ALWAYS_TEST_ONLY)
    }

    /// Only when flushed.
    #[staticmethod]
    #[pyo3(name = "NEVER")]
    fn never() -> Self {
        Self::of(ChunkBatcherConfig::NEVER)
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0.lock())
    }
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<BatcherConfig>()
}
