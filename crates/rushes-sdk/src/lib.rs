//! Logging: RecordingStream, micro-batching, sinks.
