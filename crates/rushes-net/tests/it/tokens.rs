//! Servers that want a token.

use rushes_net::Code;
use rushes_net::client::{ConnectOptions, FlushError, Writer, WriterOptions, read_messages};
use rushes_net::server::{Setup, serve_with};

use crate::support::{LOOPBACK, PATIENCE, recording, runtime, store_info};

fn with(token: Option<&str>) -> ConnectOptions {
    ConnectOptions {
        token: token.map(str::to_owned),
        ..ConnectOptions::default()
    }
}

#[test]
fn who_does_not_show_the_token_neither_reads_nor_writes() {
    let setup = Setup {
        token: Some("open sesame".to_owned()),
        ..Setup::default()
    };
    let server = serve_with(LOOPBACK, 0, setup).unwrap();
    let write = |token| {
        let options = WriterOptions {
            connect: with(token),
            ..WriterOptions::default()
        };
        let writer = Writer::new(server.uri(), options).unwrap();
        writer.send(&store_info(&recording("a"))).unwrap();
        writer.flush(PATIENCE)
    };
    let read = |token| {
        let uri = server.uri();
        runtime().block_on(async { read_messages(&uri, &with(token)).await.map(drop) })
    };
    for wrong in [None, Some(""), Some("open sesam"), Some("open sesame!")] {
        let error = write(wrong).unwrap_err();
        assert!(
            matches!(&error, FlushError::Failed(text) if text.contains("token")),
            "{error}"
        );
        assert_eq!(read(wrong).unwrap_err().code(), Some(Code::Unauthenticated));
    }
    assert_eq!(server.statistics().received_messages, 0);
    write(Some("open sesame")).unwrap();
    read(Some("open sesame")).unwrap();
}
