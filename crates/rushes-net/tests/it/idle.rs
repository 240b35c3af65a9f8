//! Connections that do nothing, or nothing sensible.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use rushes_net::server::ServerOptions;

use crate::support::{PATIENCE, Reading, chunk, recording, server, write};

#[test]
fn a_thousand_connections_that_say_nothing_are_in_nobodys_way() {
    let server = server(ServerOptions::default());
    let idle: Vec<TcpStream> = (0..1000)
        .map_while(|_| TcpStream::connect(server.address()).ok())
        .collect();
    // As many as this process may open; both ends of each are in it.
    assert!(idle.len() > 100, "{}", idle.len());
    let kept = idle.len().saturating_sub(100);
    drop(idle.into_iter().skip(kept).collect::<Vec<_>>());
    let message = chunk(&recording("a"), 1, 1000);
    write(&server, std::slice::from_ref(&message));
    assert_eq!(Reading::start(&server.uri()).next(), Some(message));
}

#[test]
fn what_is_no_http_ends_its_own_connection_only() {
    let server = server(ServerOptions::default());
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    let huge_frame = [0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 1];
    for start in [
        b"\x16\x03\x01 what a client with TLS says".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        [preface.as_slice(), &huge_frame].concat(),
        [preface.as_slice(), &[0; 100]].concat(),
        vec![0; 10_000],
    ] {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(&start).ok();
        stream.shutdown(std::net::Shutdown::Write).ok();
        // Whatever it answers, it ends; to break off is an end as well.
        stream.read_to_end(&mut Vec::new()).ok();
    }
    let message = chunk(&recording("a"), 1, 1000);
    write(&server, std::slice::from_ref(&message));
    assert_eq!(Reading::start(&server.uri()).next(), Some(message));
}

#[test]
fn a_producer_that_stops_in_the_middle_of_a_message_loses_only_that() {
    let server = server(ServerOptions::default());
    let good = chunk(&recording("a"), 1, 1000);
    let frame: Vec<u8> = rushes_net::frame::Frame::of(&good)
        .unwrap()
        .into_bytes()
        .to_vec();
    let head = format!(
        "POST /rerun.sdk_comms.v1alpha1.MessageProxyService/WriteMessages HTTP/1.1\r\nhost: x\r\n\
         content-type: application/grpc-web+proto\r\ncontent-length: {}\r\n\r\n",
        10 * frame.len()
    );
    let mut stream = TcpStream::connect(server.address()).unwrap();
    let cut = &frame[..frame.len() / 2];
    stream
        .write_all(&[head.as_bytes(), &frame, cut].concat())
        .unwrap();
    assert_eq!(Reading::start(&server.uri()).next(), Some(good.clone()));
    drop(stream);
    write(&server, std::slice::from_ref(&good));
    assert_eq!(Reading::start(&server.uri()).take(2), [good.clone(), good]);
}
