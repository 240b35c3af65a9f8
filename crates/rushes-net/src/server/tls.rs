//! Encrypted connections, where the build has them.

use super::TlsFiles;
use crate::Result;

/// What connections are encrypted with.
#[cfg(feature = "tls")]
#[derive(Clone)]
pub(super) struct Tls(tokio_rustls::TlsAcceptor);

/// There is none.
#[cfg(not(feature = "tls"))]
#[derive(Clone)]
pub(super) enum Tls {}

#[cfg(feature = "tls")]
impl Tls {
    pub(super) fn new(files: &TlsFiles) -> Result<Self> {
        let config = crate::tls::server(&files.certificate, &files.key)?;
        Ok(Self(config.into()))
    }

    pub(super) async fn accept(
        self,
        stream: tokio::net::TcpStream,
    ) -> std::io::Result<tokio_rustls::server::TlsStream<tokio::net::TcpStream>> {
        self.0.accept(stream).await
    }
}

#[cfg(not(feature = "tls"))]
impl Tls {
    pub(super) fn new(_: &TlsFiles) -> Result<Self> {
        let text = "this build has no TLS; use the feature `tls`";
        Err(crate::Error::new(crate::ErrorKind::Setup, text))
    }

    pub(super) async fn accept(
        self,
        _: tokio::net::TcpStream,
    ) -> std::io::Result<tokio::net::TcpStream> {
        match self {}
    }
}
