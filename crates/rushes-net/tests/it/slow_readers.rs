//! Readers that do not read.

use rushes_net::server::{MemoryLimit, ServerOptions};
use rushes_rrd::Message;

use crate::support::{Reading, chunk, marks, recording, server, store_info, write};

#[test]
fn a_reader_that_does_not_read_holds_up_nobody() {
    let server = server(ServerOptions {
        memory_limit: MemoryLimit::from_bytes(1 << 20),
        ..ServerOptions::default()
    });
    let store = recording("a");
    let mut stuck = Reading::start(&server.uri());
    let mut live = Reading::start(&server.uri());
    write(&server, &[store_info(&store)]);
    for mark in 0..100 {
        let message = chunk(&store, mark, 1_000_000);
        write(&server, std::slice::from_ref(&message));
        let expected = if mark == 0 { 2 } else { 1 };
        assert_eq!(live.take(expected).last(), Some(&message));
    }
    // It goes on with what is still there, and misses nothing that comes.
    let first = stuck.next().unwrap();
    assert!(matches!(first, Message::SetStoreInfo(_)));
    let mut read = Vec::new();
    while read.last() != Some(&99) {
        read.extend(marks(&stuck.take(1)));
    }
    assert!(read.is_sorted(), "{read:?}");
    assert!(read.len() < 100, "what made room cannot be read");
    let missed = server.statistics().missed_messages;
    assert_eq!(missed as usize, 100 - read.len());
    let message = chunk(&store, 200, 10);
    write(&server, std::slice::from_ref(&message));
    assert_eq!(stuck.next(), Some(message));
}
