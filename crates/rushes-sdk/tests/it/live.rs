//! Streams over the network.

use std::time::{Duration, Instant};

use rushes_net::client::{ConnectOptions, read_messages};
use rushes_net::server::{Server, ServerOptions, serve};
use rushes_net::uri::ProxyUri;
use rushes_sdk::sink::{
    Compression, FileSink, GrpcServerSink, GrpcSink, GrpcSinkConnectionState, GrpcSinkOptions,
};
use rushes_sdk::{LogMsg, RecordingStreamError, ServerSetup, SinkFlushError};

use crate::support::{bare, read, read_so_far, scalar, scalars};

fn server() -> Server {
    let loopback = std::net::Ipv4Addr::LOCALHOST.into();
    serve(loopback, 0, ServerOptions::default()).unwrap()
}

/// What a viewer that comes now reads, until it has so many rows of scalars.
fn viewed(uri: &ProxyUri, rows: usize) -> Vec<LogMsg> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut stream = read_messages(uri, &ConnectOptions::default())
            .await
            .unwrap();
        let mut messages: Vec<LogMsg> = Vec::new();
        while scalars(&messages).len() < rows {
            let next = tokio::time::timeout(Duration::from_secs(30), stream.next());
            messages.push(next.await.unwrap().unwrap().unwrap().into());
        }
        messages
    })
}

fn log(rec: &rushes_sdk::RecordingStream, values: std::ops::Range<i32>) {
    for value in values {
        rec.set_time_sequence("frame", value);
        rec.log("x", &scalar(value)).unwrap();
    }
}

#[test]
fn what_is_served_and_flushed_is_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let rec = bare("test").buffered().unwrap();
    let setup = ServerSetup {
        save: Some(folder.path().to_owned()),
        ..ServerSetup::default()
    };
    rec.serve_grpc_with_setup("127.0.0.1", 0, setup).unwrap();
    log(&rec, 0..100);
    rec.flush_blocking().unwrap();
    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap();
    let messages = read_so_far(&file.unwrap().path());
    assert_eq!(scalars(&messages), (0..100).collect::<Vec<_>>());
}

#[test]
fn what_is_flushed_is_with_the_server() {
    let server = server();
    let rec = bare("test")
        .connect_grpc_opts(server.uri().to_string())
        .unwrap();
    log(&rec, 0..1000);
    rec.flush_blocking().unwrap();
    let held = server.statistics().received_messages;
    let messages = viewed(&server.uri(), 1000);
    assert_eq!(scalars(&messages), (0..1000).collect::<Vec<_>>());
    assert_eq!(messages.len() as u64, held);
    let first = &messages[0];
    assert!(matches!(first, LogMsg::SetStoreInfo(_)), "{first:?}");
    rec.inspect_sink(|sink| {
        let sink: &dyn std::any::Any = sink;
        let status = sink.downcast_ref::<GrpcSink>().unwrap().status();
        assert_eq!(status, GrpcSinkConnectionState::Connected);
    });
}

#[test]
fn what_was_logged_before_the_end_arrives() {
    let server = server();
    let rec = bare("test").buffered().unwrap();
    log(&rec, 0..10);
    rec.connect_grpc_opts(server.uri().to_string()).unwrap();
    log(&rec, 10..20);
    drop(rec);
    let messages = viewed(&server.uri(), 20);
    assert_eq!(scalars(&messages), (0..20).collect::<Vec<_>>());
}

#[test]
fn a_file_and_a_server_get_the_same() {
    let server = server();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.rrd");
    let sinks = (FileSink::new(&path).unwrap(), GrpcSink::new(server.uri()));
    let rec = bare("test").set_sinks(sinks).unwrap();
    log(&rec, 0..50);
    drop(rec);
    assert_eq!(scalars(&read(&path)), scalars(&viewed(&server.uri(), 50)));
}

#[test]
fn a_program_is_its_own_server() {
    let sink = GrpcServerSink::new("127.0.0.1", 0, ServerOptions::default()).unwrap();
    let uri = sink.uri();
    let rec = bare("test").buffered().unwrap();
    log(&rec, 0..10);
    rec.set_sink(Box::new(sink));
    log(&rec, 10..20);
    rec.flush_blocking().unwrap();
    let messages = viewed(&uri, 20);
    assert_eq!(scalars(&messages), (0..20).collect::<Vec<_>>());

    let taken = rec.serve_grpc_opts("127.0.0.1", uri.origin.port(), ServerOptions::default());
    let error = taken.unwrap_err();
    assert!(matches!(error, RecordingStreamError::Server(_)), "{error}");
    let wrong = rec.serve_grpc_opts("somewhere", 0, ServerOptions::default());
    let error = wrong.unwrap_err();
    assert!(matches!(error, RecordingStreamError::InvalidAddress(_)));
}

#[test]
fn a_program_chooses_whether_its_data_is_compressed() {
    let server = server();
    for compression in [Compression::None, Compression::Lz4] {
        let options = GrpcSinkOptions {
            compression,
            ..GrpcSinkOptions::default()
        };
        let sink = GrpcSink::new_with_options(server.uri(), options);
        let rec = bare("test").recording_id(format!("{compression:?}"));
        let rec = rec.set_sinks((sink,)).unwrap();
        log(&rec, 0..10);
        drop(rec);
    }
    let messages = viewed(&server.uri(), 20);
    let packed = messages.iter().filter_map(|message| match message {
        LogMsg::Arrow(message) => Some(message),
        _ => None,
    });
    let mut packed = packed.peekable();
    assert!(packed.peek().is_some());
    for message in packed {
        let id = message.store_id.recording_id().as_str();
        assert_eq!(format!("{:?}", message.compression), id);
    }
}

#[test]
fn without_a_server_a_flush_fails_and_the_program_ends() {
    let port = server().address().port();
    let options = GrpcSinkOptions {
        connect_timeout_on_flush: Duration::from_millis(50),
        max_bytes_in_flight: 1,
        ..GrpcSinkOptions::default()
    };
    let rec = bare("test").buffered().unwrap();
    let url = ProxyUri::local(port).to_string();
    rec.connect_grpc_with_options(url, options).unwrap();
    log(&rec, 0..10);
    let error = rec.flush_blocking().unwrap_err();
    let SinkFlushError::Failed { message } = error else {
        panic!("{error}")
    };
    assert!(message.contains("unable to connect"), "{message}");
    let start = Instant::now();
    drop(rec);
    // Far less than a test may take, and far more than the few pauses that it should.
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_url_of_something_else_is_an_error() {
    let connect = |url: &str| bare("test").connect_grpc_opts(url).unwrap_err();
    for url in ["http://localhost:9876/proxy", "somewhere", ""] {
        let error = connect(url);
        assert!(matches!(error, RecordingStreamError::UriError(_)), "{url}");
    }
    for url in ["rerun://somewhere", "rerun+http://localhost:9876/catalog"] {
        let error = connect(url);
        let is_it = matches!(error, RecordingStreamError::NotAProxyEndpoint(_));
        assert!(is_it, "{url}: {error}");
        assert!(error.to_string().contains("/proxy"), "{error}");
    }
}

#[cfg(unix)]
mod viewers {
    use std::os::unix::fs::PermissionsExt;

    use rushes_sdk::{SpawnError, SpawnOptions, spawn};

    use super::{log, scalars, server, viewed};
    use crate::support::bare;

    /// A port that was free a moment ago.
    fn free_port() -> u16 {
        server().address().port()
    }

    #[test]
    fn a_viewer_is_started_as_it_expects() {
        let folder = tempfile::tempdir().unwrap();
        let viewer = folder.path().join("viewer");
        let arguments = folder.path().join("arguments");
        let script = format!(
            "#!/bin/sh\necho \"$@ $COLOUR\" > '{0}.new'\nmv '{0}.new' '{0}'\n",
            arguments.display()
        );
        std::fs::write(&viewer, script).unwrap();
        std::fs::set_permissions(&viewer, PermissionsExt::from_mode(0o755)).unwrap();
        let options = SpawnOptions {
            port: free_port(),
            executable_path: Some(viewer.display().to_string()),
            extra_args: vec!["--more".to_owned()],
            extra_env: vec![("COLOUR".to_owned(), "blue".to_owned())],
            hide_welcome_screen: true,
            ..SpawnOptions::default()
        };
        let info = spawn(&options).unwrap();
        assert!(info.child_pid.is_some());
        let text = loop {
            if let Ok(text) = std::fs::read_to_string(&arguments) {
                break text;
            }
            std::thread::yield_now();
        };
        let expected = format!(
            "--port={} --memory-limit=75% --server-memory-limit=1GiB --expect-data-soon \
             --hide-welcome-screen --more blue\n",
            options.port
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn what_listens_already_is_taken_for_a_viewer() {
        let server = server();
        let options = SpawnOptions {
            port: server.address().port(),
            executable_path: Some("/nowhere".to_owned()),
            ..SpawnOptions::default()
        };
        let rec = bare("test").spawn_opts(&options).unwrap();
        log(&rec, 0..5);
        drop(rec);
        assert_eq!(scalars(&viewed(&server.uri(), 5)), [0, 1, 2, 3, 4]);
        let new = SpawnOptions {
            new: true,
            ..options
        };
        let error = spawn(&new).unwrap_err();
        assert!(matches!(error, SpawnError::ExecutableNotFound { .. }));
    }

    #[test]
    fn without_a_viewer_it_says_what_to_do() {
        let options = SpawnOptions {
            port: free_port(),
            executable_name: "no-such-viewer".to_owned(),
            ..SpawnOptions::default()
        };
        let error = spawn(&options).unwrap_err();
        assert!(matches!(error, SpawnError::ExecutableNotFoundInPath { .. }));
        let text = error.to_string();
        assert!(text.starts_with("Failed to find Rerun Viewer executable in PATH."));
        assert!(
            text.contains("no-such-viewer") && text.contains("pip install"),
            "{text}"
        );
    }
}
