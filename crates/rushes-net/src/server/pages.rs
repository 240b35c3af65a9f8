//! What a server shows to browsers, and to programs that watch over it.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use http_body_util::Full;
use tonic::body::Body;

use super::Statistics;
use super::history::History;

/// The page at a path.
pub(super) fn page(path: &str, history: &History) -> Response<Body> {
    let (status, kind, text) = match path {
        "/metrics" => (
            StatusCode::OK,
            "text/plain; version=0.0.4",
            metrics(&history.statistics()),
        ),
        _ => (
            StatusCode::NOT_FOUND,
            "text/plain",
            "This is a message proxy for recordings. Open it in a viewer: \
             rerun+http://HOST:PORT/proxy\n"
                .to_owned(),
        ),
    };
    let mut response = Response::new(Body::new(Full::from(text)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// As Prometheus reads them.
fn metrics(statistics: &Statistics) -> String {
    let counters = [
        (
            "received_messages",
            "Messages that came.",
            statistics.received_messages,
        ),
        (
            "received_bytes",
            "Bytes of messages that came.",
            statistics.received_bytes,
        ),
        (
            "undecodable_messages",
            "Messages that were left out, as no reader could decode them.",
            statistics.undecodable_messages,
        ),
        (
            "failed_saves",
            "How often messages could not be saved.",
            statistics.failed_saves,
        ),
        (
            "dropped_messages",
            "Messages that made room for others.",
            statistics.dropped_messages,
        ),
        (
            "missed_messages",
            "Messages that a slow reader did not get.",
            statistics.missed_messages,
        ),
    ];
    let gauges = [
        (
            "held_messages",
            "Messages held for readers that come late.",
            statistics.held_messages,
        ),
        (
            "held_bytes",
            "What these take, in bytes.",
            statistics.held_bytes,
        ),
        ("readers", "Calls that read.", statistics.readers),
        ("producers", "Calls that write.", statistics.producers),
    ];
    let counters =
        counters.map(|(name, help, value)| (format!("{name}_total"), "counter", help, value));
    let gauges = gauges.map(|(name, help, value)| (name.to_owned(), "gauge", help, value));
    let lines = counters
        .into_iter()
        .chain(gauges)
        .map(|(name, kind, help, value)| {
            format!(
                "# HELP rushes_{name} {help}\n# TYPE rushes_{name} {kind}\nrushes_{name} {value}\n"
            )
        });
    lines.collect()
}
