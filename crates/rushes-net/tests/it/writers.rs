//! Producers whose server comes late, goes, and comes back.

use std::time::Duration;

use rushes_net::client::{ConnectOptions, FlushError, LinkState, Writer, WriterOptions};
use rushes_net::server::{ServerOptions, serve};
use rushes_net::uri::ProxyUri;

use crate::support::{LOOPBACK, PATIENCE, Reading, chunk, marks, recording, server, store_info};

/// A port that was free a moment ago.
fn free_port() -> u16 {
    server(ServerOptions::default()).address().port()
}

fn impatient() -> WriterOptions {
    WriterOptions {
        connect: ConnectOptions::default(),
        connect_timeout_on_flush: Duration::from_millis(50),
        ..WriterOptions::default()
    }
}

#[test]
fn a_server_that_comes_late_gets_everything() {
    let port = free_port();
    let store = recording("a");
    let writer = Writer::new(ProxyUri::local(port), impatient()).unwrap();
    writer.send(&store_info(&store)).unwrap();
    writer.send(&chunk(&store, 1, 10)).unwrap();
    let error = writer.flush(PATIENCE).unwrap_err();
    let FlushError::Failed(text) = &error else {
        panic!("{error}")
    };
    assert!(text.contains("unable to connect") && text.contains(&port.to_string()));
    let server = serve(LOOPBACK, port, ServerOptions::default()).unwrap();
    writer.send(&chunk(&store, 2, 10)).unwrap();
    let mut reading = Reading::start(&server.uri());
    assert_eq!(marks(&reading.take(3)), [1, 2]);
    writer.flush(PATIENCE).unwrap();
    assert!(matches!(writer.link(), LinkState::Connected { .. }));
    writer.finish().unwrap();
}

#[test]
fn a_server_that_comes_back_gets_the_stores_again_and_what_is_new() {
    let first = server(ServerOptions::default());
    let port = first.address().port();
    let store = recording("a");
    let writer = Writer::new(first.uri(), WriterOptions::default()).unwrap();
    writer.send(&store_info(&store)).unwrap();
    writer.send(&chunk(&store, 1, 10)).unwrap();
    writer.flush(PATIENCE).unwrap();
    assert_eq!(Reading::start(&first.uri()).take(2).len(), 2);
    drop(first);
    writer.send(&chunk(&store, 2, 10)).unwrap();
    let second = serve(LOOPBACK, port, ServerOptions::default()).unwrap();
    writer.send(&chunk(&store, 3, 10)).unwrap();
    let read = Reading::start(&second.uri()).take(3);
    assert!(matches!(read[0], rushes_rrd::Message::SetStoreInfo(_)));
    assert_eq!(marks(&read), [2, 3]);
    writer.finish().unwrap();
}

#[test]
fn what_cannot_be_delivered_in_the_end_is_an_error() {
    let writer = Writer::new(ProxyUri::local(free_port()), impatient()).unwrap();
    writer.send(&chunk(&recording("a"), 1, 10)).unwrap();
    let error = writer.finish().unwrap_err();
    assert!(error.to_string().contains('1'), "{error}");
    assert!(matches!(writer.link(), LinkState::Disconnected(Err(_))));
}
