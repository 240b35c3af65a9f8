//! Encrypted connections.

use std::path::PathBuf;

use rushes_net::ErrorKind;
use rushes_net::client::{ConnectOptions, Writer, WriterOptions, read_messages};
use rushes_net::server::{Setup, TlsFiles, serve_with};
use rushes_net::uri::{Origin, ProxyUri, Scheme};

use crate::support::{LOOPBACK, PATIENCE, recording, runtime, store_info};

#[test]
fn messages_pass_encrypted_to_who_trusts_the_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let key = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let files = TlsFiles {
        certificate: folder.path().join("cert.pem"),
        key: folder.path().join("key.pem"),
    };
    std::fs::write(&files.certificate, key.cert.pem()).unwrap();
    std::fs::write(&files.key, key.signing_key.serialize_pem()).unwrap();
    let setup = Setup {
        tls: Some(files.clone()),
        ..Setup::default()
    };
    let server = serve_with(LOOPBACK, 0, setup).unwrap();
    let port = server.address().port();
    let uri = |scheme| ProxyUri {
        origin: Origin::new(scheme, "localhost", port).unwrap(),
    };
    let trusting = |trusted: Option<PathBuf>| ConnectOptions {
        trusted_certificates: trusted,
        ..ConnectOptions::default()
    };
    let options = WriterOptions {
        connect: trusting(Some(files.certificate.clone())),
        ..WriterOptions::default()
    };
    let message = store_info(&recording("a"));
    let writer = Writer::new(uri(Scheme::RerunHttps), options).unwrap();
    writer.send(&message).unwrap();
    writer.flush(PATIENCE).unwrap();
    let read = |scheme, trusted| {
        let uri = uri(scheme);
        runtime().block_on(async {
            let mut stream = read_messages(&uri, &trusting(trusted)).await?;
            stream.next().await
        })
    };
    let found = read(Scheme::Rerun, Some(files.certificate)).unwrap();
    assert_eq!(found, Some(message));
    let error = read(Scheme::Rerun, None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
    assert!(read(Scheme::RerunHttp, None).is_err());
}
