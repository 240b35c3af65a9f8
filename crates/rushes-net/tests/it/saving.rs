//! Recordings on the disk.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use rushes_net::client::{LinkState, Writer, WriterOptions};
use rushes_net::server::{MemoryLimit, Server, ServerOptions, Setup, serve_with};
use rushes_net::uri::ProxyUri;
use rushes_rrd::{Item, Limits, Message, MessageReader};

use crate::support::{LOOPBACK, PATIENCE, Reading, chunk, marks, recording, store_info, writer};

fn saving(folder: &Path, port: u16) -> Server {
    let setup = Setup {
        save: Some(folder.to_owned()),
        ..Setup::default()
    };
    serve_with(LOOPBACK, port, setup).unwrap()
}

/// The messages of all files in a folder, which must be intact.
fn saved(folder: &Path) -> Vec<Message> {
    let mut messages = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let mut reader = MessageReader::open(&entry.unwrap().path(), Limits::default()).unwrap();
        while let Some(item) = reader.next_item().unwrap() {
            match item {
                Item::Message { message, raw } => {
                    assert!(raw.has_checksum);
                    messages.push(message);
                }
                Item::Damage(damage) => panic!("{damage}"),
                _ => {}
            }
        }
    }
    messages
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

#[test]
fn what_is_acknowledged_is_on_the_disk_and_served_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let crashed = tempfile::tempdir().unwrap();
    let server = saving(folder.path(), 0);
    let (a, b) = (recording("a/b"), recording("b"));
    let writer = writer(&server);
    let messages = [
        store_info(&a),
        chunk(&a, 1, 100_000),
        store_info(&b),
        chunk(&b, 2, 10),
        chunk(&a, 3, 10),
    ];
    for message in &messages {
        writer.send(message).unwrap();
    }
    writer.flush(PATIENCE).unwrap();
    assert_eq!(
        writer.link(),
        LinkState::Connected {
            durable: Some(true)
        }
    );
    // As if the power had failed now.
    copy(folder.path(), crashed.path());
    writer.finish().unwrap();
    drop(server);
    for folder in [&folder, &crashed] {
        let files = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(files, 2, "one of each recording");
        let server = saving(folder.path(), 0);
        let replayed = Reading::start(&server.uri()).take(messages.len());
        let mut marks = marks(&replayed);
        marks.sort_unstable();
        assert_eq!(marks, [1, 2, 3]);
        assert!(messages.iter().all(|message| replayed.contains(message)));
        drop(server);
        assert_eq!(saved(folder.path()).len(), messages.len());
    }
}

#[test]
fn what_was_being_written_when_the_power_failed_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let server = saving(folder.path(), 0);
    let store = recording("a");
    let messages = [store_info(&store), chunk(&store, 1, 10)];
    crate::support::write(&server, &messages);
    drop(server);
    let path = std::fs::read_dir(folder.path()).unwrap().next().unwrap();
    let path = path.unwrap().path();
    let whole = std::fs::read(&path).unwrap();
    let mut reader = MessageReader::open(&path, Limits::default()).unwrap();
    let mut end = 0;
    while let Some(item) = reader.next_item().unwrap() {
        if let Item::Message { raw, .. } = item {
            end = raw.byte_range().end as usize;
        }
    }
    std::fs::write(&path, &whole[..end - 3]).unwrap();
    let server = saving(folder.path(), 0);
    assert_eq!(Reading::start(&server.uri()).take(1), messages[..1]);
    drop(server);
    assert_eq!(saved(folder.path()), messages[..1]);
}

#[test]
fn more_than_fits_into_memory_is_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let setup = Setup {
        options: ServerOptions {
            memory_limit: MemoryLimit::from_bytes(1 << 20),
            ..ServerOptions::default()
        },
        save: Some(folder.path().to_owned()),
        ..Setup::default()
    };
    let server = serve_with(LOOPBACK, 0, setup).unwrap();
    let store = recording("a");
    let messages: Vec<Message> = (0..50).map(|mark| chunk(&store, mark, 100_000)).collect();
    crate::support::write(&server, &messages);
    assert!(server.statistics().dropped_messages > 0);
    drop(server);
    assert_eq!(saved(folder.path()), messages);
}

/// Passes bytes on to a server; what comes back only as long as it is told to.
#[derive(Default)]
struct Forwarder {
    swallows_answers: AtomicBool,
    sockets: Mutex<Vec<TcpStream>>,
}

impl Forwarder {
    fn start(self: &Arc<Self>, server: &Server) -> u16 {
        let listener = TcpListener::bind((LOOPBACK, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (this, to) = (Arc::clone(self), server.address());
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                let server = TcpStream::connect(to).unwrap();
                let both = [&client, &server].map(|socket| socket.try_clone().unwrap());
                this.sockets.lock().unwrap().extend(both);
                let mut ways = [&client, &server].map(|socket| socket.try_clone().unwrap());
                std::thread::spawn(move || {
                    let [from_client, to_server] = &mut ways;
                    std::io::copy(from_client, to_server).ok();
                    to_server.shutdown(Shutdown::Both).ok();
                });
                let this = Arc::clone(&this);
                std::thread::spawn(move || this.pass_back(server, client));
            }
        });
        port
    }

    fn pass_back(&self, mut server: TcpStream, mut client: TcpStream) {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = server.read(&mut buffer) {
            if !self.swallows_answers.load(Ordering::SeqCst) {
                client.write_all(&buffer[..count]).ok();
            }
        }
        client.shutdown(Shutdown::Both).ok();
    }

    fn swallow_answers(&self) {
        self.swallows_answers.store(true, Ordering::SeqCst);
    }

    /// Breaks all connections; later ones are whole.
    fn cut(&self) {
        self.swallows_answers.store(false, Ordering::SeqCst);
        for socket in self.sockets.lock().unwrap().drain(..) {
            socket.shutdown(Shutdown::Both).ok();
        }
    }
}

#[test]
fn what_comes_again_because_its_acknowledgement_was_lost_is_not_there_twice() {
    let folder = tempfile::tempdir().unwrap();
    let server = saving(folder.path(), 0);
    let forwarder = Arc::new(Forwarder::default());
    let port = forwarder.start(&server);
    let writer = Writer::new(ProxyUri::local(port), WriterOptions::default()).unwrap();
    let store = recording("a");
    writer.send(&store_info(&store)).unwrap();
    writer.flush(PATIENCE).unwrap();
    let mut live = Reading::start(&server.uri());
    let mut sent = vec![];
    for round in 0..5 {
        forwarder.swallow_answers();
        for mark in 0..10 {
            sent.push(round * 10 + mark);
            writer
                .send(&chunk(&store, round * 10 + mark, 1000))
                .unwrap();
        }
        // The server has them; the producer does not know.
        let mut arrived = Vec::new();
        while arrived.last() != sent.last() {
            arrived.extend(marks(&live.take(1)));
        }
        forwarder.cut();
        writer.flush(PATIENCE).unwrap();
    }
    writer.finish().unwrap();
    drop((live, server));
    let mut marks = marks(&saved(folder.path()));
    marks.sort_unstable();
    assert_eq!(marks, sent);
}

#[test]
fn a_disk_that_fails_loses_nothing_once_it_works_again() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("recordings");
    let server = saving(&folder, 0);
    std::fs::remove_dir(&folder).unwrap();
    let store = recording("a");
    let writer = writer(&server);
    writer.send(&store_info(&store)).unwrap();
    writer.send(&chunk(&store, 1, 10)).unwrap();
    let mut live = Reading::start(&server.uri());
    // Viewers get it all the same; it is just not acknowledged.
    live.take(2);
    std::fs::create_dir(&folder).unwrap();
    writer.flush(PATIENCE).unwrap();
    writer.finish().unwrap();
    drop((live, server));
    assert_eq!(marks(&saved(&folder)), [1]);
}

#[test]
fn what_the_servers_own_process_publishes_is_saved_too() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("recordings");
    let server = saving(&folder, 0);
    let store = recording("a");
    let messages = [store_info(&store), chunk(&store, 1, 100_000)];
    for message in &messages {
        server.publish(message).unwrap();
    }
    assert!(server.flush(PATIENCE).unwrap());
    // As if the power had failed now.
    let crashed = tempfile::tempdir().unwrap();
    copy(&folder, crashed.path());
    assert_eq!(saved(crashed.path()), messages);
    std::fs::remove_dir_all(&folder).unwrap();
    server.publish(&chunk(&recording("b"), 2, 10)).unwrap();
    let error = server.flush(PATIENCE).unwrap_err();
    assert!(error.to_string().contains("cannot save"), "{error}");
    assert_eq!(server.statistics().failed_saves, 1);
    assert!(server.flush(PATIENCE).unwrap(), "it is said once");
    std::fs::create_dir(&folder).unwrap();
    server.publish(&chunk(&store, 3, 10)).unwrap();
    assert!(server.flush(PATIENCE).unwrap());
    assert_eq!(marks(&saved(&folder)), [3]);
}
