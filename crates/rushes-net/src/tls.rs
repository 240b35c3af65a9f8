//! Encryption, by rustls.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::rustls;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;

use crate::{Error, ErrorKind, Result};

/// What is spoken over a server's connections. gRPC needs the first.
#[cfg(feature = "server")]
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

fn setup(what: &str, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Setup, format!("{what}: {error}")).caused_by(error)
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let what = format!("cannot read certificates from {}", path.display());
    let certificates = CertificateDer::pem_file_iter(path).map_err(|error| setup(&what, error))?;
    let certificates = certificates.collect::<Result<Vec<_>, _>>();
    certificates.map_err(|error| setup(&what, error))
}

fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// How a server encrypts: with a certificate, the chain behind it, and its key, in PEM files.
#[cfg(feature = "server")]
pub(crate) fn server(certificate: &Path, key: &Path) -> Result<Arc<rustls::ServerConfig>> {
    let chain = certificates(certificate)?;
    let what = format!("cannot read a key from {}", key.display());
    let key = rustls::pki_types::PrivateKeyDer::from_pem_file(key)
        .map_err(|error| setup(&what, error))?;
    let config = rustls::ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key));
    let mut config = config.map_err(|error| setup("the certificate cannot be used", error))?;
    config.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).to_vec();
    Ok(Arc::new(config))
}

/// How a client encrypts what it speaks: it trusts whom the system trusts, and the certificates in a
/// PEM file.
#[cfg(feature = "client")]
pub(crate) fn client(protocol: &[u8], trusted: Option<&Path>) -> Result<Arc<rustls::ClientConfig>> {
    let mut roots = rustls::RootCertStore::empty();
    // Some of the system's may be of a kind that is not supported.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = trusted {
        roots.add_parsable_certificates(certificates(path)?);
    }
    let config = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| setup("TLS cannot be used", error))?;
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![protocol.to_vec()];
    Ok(Arc::new(config))
}
