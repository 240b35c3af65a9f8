//! What web pages get, and calls that are wrong.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use rushes_net::frame::Frame;
use rushes_net::server::{Server, ServerOptions};

use crate::support::{PATIENCE, Reading, chunk, recording, server, store_info, write};

const PROXY: &str = "/rerun.sdk_comms.v1alpha1.MessageProxyService";

/// Sends a request by HTTP/1.1, and reads until `end` comes or the connection ends.
fn exchange(server: &Server, request: &[u8], end: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while !answer.windows(end.len()).any(|part| part == end) {
        match stream.read(&mut buffer).unwrap() {
            0 => break,
            count => answer.extend_from_slice(&buffer[..count]),
        }
    }
    answer
}

fn web_call(method: &str, origin: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {PROXY}/{method} HTTP/1.1\r\nhost: x\r\norigin: {origin}\r\n\
         content-type: application/grpc-web+proto\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

#[test]
fn a_web_page_reads_messages() {
    let server = server(ServerOptions::default());
    let store = recording("a");
    let message = chunk(&store, b'Q', 40);
    write(&server, &[store_info(&store), message.clone()]);
    let request = web_call("ReadMessages", "http://localhost:9090", &[0; 5]);
    let expected: Vec<u8> = Frame::of(&message)
        .unwrap()
        .pieces()
        .flat_map(|piece| piece.to_vec())
        .collect();
    let answer = exchange(&server, &request, &expected);
    let text = String::from_utf8_lossy(&answer).to_lowercase();
    assert!(text.starts_with("http/1.1 200"), "{text}");
    assert!(text.contains("access-control-allow-origin: http://localhost:9090"));
    assert!(text.contains("access-control-allow-credentials: true"));
    assert!(answer.windows(expected.len()).any(|part| part == expected));
}

#[test]
fn pages_of_others_are_not_allowed_unless_named() {
    let preflight = |server: &Server, origin: &str| {
        let request = format!(
            "OPTIONS {PROXY}/ReadMessages HTTP/1.1\r\nhost: x\r\norigin: {origin}\r\n\
             access-control-request-method: POST\r\n\
             access-control-request-headers: content-type,x-grpc-web\r\nconnection: close\r\n\r\n"
        );
        let answer = exchange(server, request.as_bytes(), b"\r\n\r\n");
        String::from_utf8(answer).unwrap().to_lowercase()
    };
    let strict = server(ServerOptions::default());
    let allowed = preflight(&strict, "http://127.0.0.1:1234");
    assert!(allowed.starts_with("http/1.1 200"), "{allowed}");
    assert!(
        allowed.contains("allow-origin: http://127.0.0.1:1234"),
        "{allowed}"
    );
    assert!(allowed.contains("allow-methods: post"), "{allowed}");
    assert!(
        allowed.contains("allow-headers: content-type,x-grpc-web"),
        "{allowed}"
    );
    let refused = preflight(&strict, "https://evil.example");
    assert!(refused.starts_with("http/1.1 200"), "{refused}");
    assert!(!refused.contains("allow-origin"), "{refused}");
    let open = server(ServerOptions {
        cors_allowed_origins: vec!["https://*.example".to_owned()],
        ..ServerOptions::default()
    });
    assert!(
        preflight(&open, "https://evil.example").contains("allow-origin: https://evil.example")
    );
}

#[test]
fn a_message_without_content_is_refused_and_those_before_it_stay() {
    let server = server(ServerOptions::default());
    let good = chunk(&recording("a"), 1, 10);
    let good_frame: Vec<u8> = Frame::of(&good)
        .unwrap()
        .pieces()
        .flat_map(|piece| piece.to_vec())
        .collect();
    for (bad, text) in [
        // No log message; one without content.
        (&[0, 0, 0, 0, 0][..], "missing `log_msg`"),
        (&[0, 0, 0, 0, 2, 0x0A, 0][..], "missing `msg`"),
    ] {
        let body = [&good_frame, bad].concat();
        let request = web_call("WriteMessages", "http://localhost", &body);
        let answer = String::from_utf8_lossy(&exchange(&server, &request, b"\0none")).to_string();
        assert!(answer.contains("grpc-status: 3"), "{answer}");
        let text = text.replace(' ', "%20").replace('`', "%60");
        assert!(answer.contains(&text), "{answer}");
    }
    assert_eq!(Reading::start(&server.uri()).take(2), [good.clone(), good]);
}

#[test]
fn a_message_that_no_reader_could_decode_is_left_out() {
    let server = server(ServerOptions::default());
    let store = recording("a");
    // A chunk of unknown encoding, without a store: field 4 of an ArrowMsg is 9.
    let bad = [0, 0, 0, 0, 6, 0x0A, 4, 0x12, 2, 0x20, 9];
    let request = web_call("WriteMessages", "http://localhost", &bad);
    let answer = String::from_utf8_lossy(&exchange(&server, &request, b"\0none")).to_string();
    assert!(answer.contains("grpc-status:0"), "{answer}");
    let good = chunk(&store, 1, 10);
    write(&server, std::slice::from_ref(&good));
    assert_eq!(Reading::start(&server.uri()).next(), Some(good));
    assert_eq!(server.statistics().undecodable_messages, 1);
}

#[test]
fn unknown_methods_are_unimplemented() {
    let server = server(ServerOptions::default());
    let request = web_call("Nothing", "http://localhost", &[0; 5]);
    let answer = String::from_utf8_lossy(&exchange(&server, &request, b"\0none")).to_string();
    assert!(answer.contains("grpc-status: 12"), "{answer}");
    let answer = exchange(
        &server,
        b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"\0none",
    );
    assert!(answer.starts_with(b"HTTP/1.1 404"));
}

#[test]
fn programs_that_watch_over_it_see_what_it_does() {
    let server = server(ServerOptions::default());
    write(&server, &[store_info(&recording("a"))]);
    let request = b"GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let answer = String::from_utf8(exchange(&server, request, b"\0none")).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(
        answer.contains("\nrushes_received_messages_total 1\n"),
        "{answer}"
    );
    assert!(answer.contains("\nrushes_held_messages 1\n"), "{answer}");
}
