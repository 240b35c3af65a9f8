//! What late and early readers get.

use rushes_core::StoreId;
use rushes_net::server::{MemoryLimit, PlaybackBehavior, ServerOptions};
use rushes_rrd::Message;

use crate::support::{
    Reading, activation, chunk, marks, recording, server, static_chunk, store_info, write, writer,
};

#[test]
fn what_is_kept_longest_comes_first_then_what_is_new() {
    let server = server(ServerOptions::default());
    let store = recording("a");
    let blueprint = StoreId::blueprint("test", "b");
    let messages = [
        chunk(&store, 1, 100),
        static_chunk(&store, 2),
        store_info(&store),
        chunk(&store, 3, 100_000),
        chunk(&blueprint, 4, 10),
        activation(&blueprint),
        static_chunk(&store, 5),
    ];
    write(&server, &messages);
    let mut reading = Reading::start(&server.uri());
    let replayed = reading.take(messages.len());
    let expected = [2, 4, 5, 1, 6, 0, 3].map(|index| messages[index].clone());
    assert_eq!(replayed, expected);

    let live = [chunk(&store, 6, 7), store_info(&store), chunk(&store, 7, 0)];
    write(&server, &live);
    assert_eq!(reading.take(live.len()), live);
}

#[test]
fn the_newest_come_first_if_that_is_wanted() {
    let server = server(ServerOptions {
        playback_behavior: PlaybackBehavior::NewestFirst,
        ..ServerOptions::default()
    });
    let store = recording("a");
    let mut messages: Vec<Message> = (0..100).map(|mark| chunk(&store, mark, 10_000)).collect();
    messages.push(store_info(&store));
    messages.extend([static_chunk(&store, 200), static_chunk(&store, 201)]);
    write(&server, &messages);
    let replayed = Reading::start(&server.uri()).take(messages.len());
    assert!(matches!(replayed[0], Message::SetStoreInfo(_)));
    let expected: Vec<u8> = [201, 200].into_iter().chain((0..100).rev()).collect();
    assert_eq!(marks(&replayed), expected);
}

#[test]
fn the_oldest_make_room_and_what_is_static_makes_room_last() {
    let server = server(ServerOptions {
        memory_limit: MemoryLimit::from_bytes(1 << 20),
        ..ServerOptions::default()
    });
    let store = recording("a");
    write(&server, &[static_chunk(&store, 250)]);
    let messages: Vec<Message> = (0..100).map(|mark| chunk(&store, mark, 100_000)).collect();
    write(&server, &messages);
    write(&server, &[store_info(&store)]);
    let statistics = server.statistics();
    assert!(
        statistics.held_bytes <= (1 << 20) + 101_000,
        "{statistics:?}"
    );
    let held = statistics.held_messages as usize;
    let replayed = Reading::start(&server.uri()).take(held);
    assert!(matches!(replayed[0], Message::SetStoreInfo(_)));
    let marks = marks(&replayed);
    assert_eq!(marks[0], 250);
    let expected: Vec<u8> = (100 - (held as u8 - 2)..100).collect();
    assert_eq!(marks[1..], expected);
    assert_eq!(statistics.dropped_messages, 100 - expected.len() as u64);
}

#[test]
fn without_memory_there_is_no_past_and_all_of_the_present() {
    let server = server(ServerOptions {
        memory_limit: MemoryLimit::from_bytes(0),
        ..ServerOptions::default()
    });
    let store = recording("a");
    write(&server, &[store_info(&store), chunk(&store, 1, 10)]);
    let mut reading = Reading::start(&server.uri());
    let live: Vec<Message> = (0..50).map(|mark| chunk(&store, mark, 10_000)).collect();
    write(&server, &live);
    assert_eq!(reading.take(live.len()), live);
}

#[test]
fn many_producers_and_readers_share_a_recording() {
    const MESSAGES: usize = 200;
    let server = server(ServerOptions::default());
    let store = recording("a");
    let mut early: Vec<_> = (0..3).map(|_| Reading::start(&server.uri())).collect();
    std::thread::scope(|scope| {
        for producer in 0..4 {
            let (server, store) = (&server, &store);
            scope.spawn(move || {
                let writer = writer(server);
                for number in 0..MESSAGES {
                    writer.send(&chunk(store, producer, 1 + number)).unwrap();
                }
                writer.finish().unwrap();
            });
        }
    });
    early.push(Reading::start(&server.uri()));
    for mut reading in early {
        let read = reading.take(4 * MESSAGES);
        for producer in 0..4 {
            let lengths = read.iter().filter_map(|message| match message {
                Message::Arrow(message) if message.payload[0] == producer => {
                    Some(message.payload.len())
                }
                _ => None,
            });
            assert!(lengths.eq(1..=MESSAGES), "the order of a producer is kept");
        }
    }
}

#[test]
fn a_large_message_passes() {
    let server = server(ServerOptions::default());
    let message = chunk(&recording("a"), 9, 64 << 20);
    write(&server, std::slice::from_ref(&message));
    assert!(Reading::start(&server.uri()).take(1)[0] == message);
}

#[test]
fn readers_end_in_order_when_the_server_does() {
    let server = server(ServerOptions::default());
    let store = recording("a");
    let mut reading = Reading::start(&server.uri());
    let messages: Vec<Message> = (0..20).map(|mark| chunk(&store, mark, 1000)).collect();
    write(&server, &messages);
    let stopping = std::thread::spawn(move || server.shut_down());
    assert_eq!(reading.take(messages.len()), messages);
    assert_eq!(reading.next(), None);
    stopping.join().unwrap();
}

#[test]
fn a_port_that_is_taken_is_an_error() {
    let first = server(ServerOptions::default());
    let (ip, port) = (first.address().ip(), first.address().port());
    let second = rushes_net::server::serve(ip, port, ServerOptions::default());
    let error = second.unwrap_err().to_string();
    assert!(error.contains(&port.to_string()), "{error}");
}
