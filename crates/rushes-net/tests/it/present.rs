//! Readers that want what is there, and no more.

use rushes_net::client::{ConnectOptions, read_present};
use rushes_net::server::{PlaybackBehavior, Server, ServerOptions};
use rushes_rrd::Message;

use crate::support::{chunk, marks, recording, runtime, server, static_chunk, store_info, write};

fn present(server: &Server) -> Vec<Message> {
    runtime().block_on(async {
        let options = ConnectOptions::default();
        let mut stream = read_present(&server.uri(), &options).await.unwrap();
        let mut messages = Vec::new();
        while let Some(message) = stream.next().await.unwrap() {
            // What comes meanwhile is not among it.
            write(server, &[chunk(&recording("a"), 255, 10)]);
            messages.push(message);
        }
        messages
    })
}

#[test]
fn what_is_there_ends_while_more_comes() {
    for playback_behavior in [PlaybackBehavior::OldestFirst, PlaybackBehavior::NewestFirst] {
        let server = server(ServerOptions {
            playback_behavior,
            ..ServerOptions::default()
        });
        assert!(present(&server).is_empty());
        let store = recording("a");
        let mut messages = vec![store_info(&store), static_chunk(&store, 0)];
        messages.extend((1..10).map(|mark| chunk(&store, mark, 100_000)));
        write(&server, &messages);
        let read = present(&server);
        assert_eq!(read.len(), messages.len());
        let mut marks = marks(&read);
        marks.sort_unstable();
        assert_eq!(marks, (0..10).collect::<Vec<u8>>());
        assert!(server.statistics().received_messages > 20);
    }
}
