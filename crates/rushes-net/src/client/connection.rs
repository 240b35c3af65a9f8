//! One HTTP/2 connection, and calls on it.

use std::fmt::Display;
use std::path::PathBuf;
use std::time::Duration;

use http::header::{AUTHORIZATION, CONTENT_TYPE, TE, USER_AGENT};
use http::{HeaderValue, Method, Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::http2::{Builder, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
#[cfg(feature = "tls")]
use tokio_rustls::rustls::pki_types::ServerName;
use tonic::Status;

use super::body::RequestBody;
use crate::uri::Origin;
use crate::{Error, ErrorKind, Result};

/// How to connect.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// How long it may take.
    pub timeout: Duration,
    /// Shared with the server, which wants to see it.
    pub token: Option<String>,
    /// A PEM file with certificates to trust, beside those that the system trusts. By default, what
    /// the environment's `RUSHES_CA_FILE` names.
    pub trusted_certificates: Option<PathBuf>,
}

impl Default for ConnectOptions {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(5),
            token: None,
            trusted_certificates: std::env::var_os("RUSHES_CA_FILE").map(PathBuf::from),
        }
    }
}

/// What the other side may send before it is read.
const STREAM_WINDOW: u32 = 4 << 20;
const CONNECTION_WINDOW: u32 = 8 << 20;
/// Largest HTTP/2 frame. The default, 16 KiB, costs a tenth of the speed of large messages.
const MAX_FRAME: u32 = 256 << 10;

/// How often a connection with open calls is probed, and how long an answer may take.
const KEEP_ALIVE: Duration = Duration::from_secs(10);
const KEEP_ALIVE_TIMEOUT: Duration = Duration::from_secs(20);

/// A connection to a server. Must be used inside of a tokio runtime, with timers and I/O.
#[derive(Clone, Debug)]
pub struct Connection {
    requests: SendRequest<RequestBody>,
    origin: Origin,
    authorization: Option<HeaderValue>,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// If nobody answers in time, or the URI asks for TLS, which this build may not have.
    pub async fn open(origin: &Origin, options: &ConnectOptions) -> Result<Self> {
        let connect = Self::connect(origin, options);
        match tokio::time::timeout(options.timeout, connect).await {
            Ok(result) => result,
            Err(_elapsed) => Err(Error::new(
                ErrorKind::Unreachable,
                format!("{origin} does not answer"),
            )),
        }
    }

    async fn connect(origin: &Origin, options: &ConnectOptions) -> Result<Self> {
        let authorization = options.token.as_deref().map(bearer).transpose()?;
        let address = (origin.host(), origin.port());
        let stream = TcpStream::connect(address)
            .await
            .map_err(|error| unreachable(origin, error))?;
        // Waiting for more to send helps nobody: what is small is put together before.
        stream.set_nodelay(true).ok();
        let requests = if origin.scheme().uses_tls() {
            let stream = encrypted(origin.host(), origin, b"h2", options, stream).await?;
            shake_hands(stream, origin).await?
        } else {
            shake_hands(stream, origin).await?
        };
        Ok(Self {
            requests,
            origin: origin.clone(),
            authorization,
        })
    }

    /// Calls a method: returns when the server has answered with its headers.
    ///
    /// # Errors
    /// If the connection breaks, or the server refuses.
    pub(crate) async fn call(
        &mut self,
        method: &str,
        body: RequestBody,
    ) -> Result<Response<Incoming>> {
        self.call_with(method, None, body).await
    }

    /// As [`Self::call`], with a header that only servers of this project understand.
    pub(crate) async fn call_with(
        &mut self,
        method: &str,
        header: Option<(&'static str, HeaderValue)>,
        body: RequestBody,
    ) -> Result<Response<Incoming>> {
        let uri = format!("http://{}{method}", self.origin.authority());
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(uri)
            .header(CONTENT_TYPE, "application/grpc")
            .header(TE, "trailers")
            .header(USER_AGENT, concat!("rushes/", env!("CARGO_PKG_VERSION")))
            .body(body)
            .map_err(|error| Error::uri(error.to_string()).caused_by(error))?;
        if let Some((name, value)) = header {
            request.headers_mut().insert(name, value);
        }
        if let Some(token) = &self.authorization {
            request.headers_mut().insert(AUTHORIZATION, token.clone());
        }
        let broken = |error: hyper::Error| {
            let text = format!("the connection to {} broke: {error}", self.origin);
            Error::new(ErrorKind::Unreachable, text).caused_by(error)
        };
        self.requests.ready().await.map_err(broken)?;
        let answer = self.requests.send_request(request).await;
        let response = answer.map_err(|error| {
            let text = format!("the connection to {} broke: {error}", self.origin);
            Error::new(ErrorKind::Unreachable, text).caused_by(error)
        })?;
        if !response.status().is_success() {
            let text = format!("{} answers with HTTP {}", self.origin, response.status());
            return Err(Error::new(ErrorKind::Refused, text));
        }
        // A call that fails at once says so in its headers.
        match Status::from_header_map(response.headers()) {
            Some(status) if status.code() != tonic::Code::Ok => Err(status.into()),
            _ => Ok(response),
        }
    }
}

pub(super) fn unreachable(
    whom: &impl Display,
    error: impl std::error::Error + Send + Sync + 'static,
) -> Error {
    let text = format!("cannot connect to {whom}: {error}");
    Error::new(ErrorKind::Unreachable, text).caused_by(error)
}

/// Starts HTTP/2 on a connection.
async fn shake_hands<S>(stream: S, origin: &Origin) -> Result<SendRequest<RequestBody>>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let handshake = Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_frame_size(MAX_FRAME)
        .keep_alive_interval(KEEP_ALIVE)
        .keep_alive_timeout(KEEP_ALIVE_TIMEOUT)
        .handshake(TokioIo::new(stream))
        .await;
    let (requests, connection) = handshake.map_err(|error| unreachable(origin, error))?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            log::debug!("a connection ended: {error}");
        }
    });
    Ok(requests)
}

/// Encrypts a connection, and agrees on what is spoken over it. `whom` is for errors.
#[cfg(feature = "tls")]
pub(super) async fn encrypted(
    host: &str,
    whom: &impl Display,
    protocol: &[u8],
    options: &ConnectOptions,
    stream: TcpStream,
) -> Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let config = crate::tls::client(protocol, options.trusted_certificates.as_deref())?;
    let name = ServerName::try_from(host.to_owned());
    let name = name.map_err(|error| {
        let text = format!("{whom}: the host has no name that a certificate could have");
        Error::uri(text).caused_by(error)
    })?;
    let connector = tokio_rustls::TlsConnector::from(config);
    let stream = connector.connect(name, stream).await;
    // Whether the certificate is good does not change by trying again.
    stream.map_err(|error| {
        let kind = match error.get_ref() {
            Some(inner) if inner.is::<tokio_rustls::rustls::Error>() => ErrorKind::Refused,
            _ => ErrorKind::Unreachable,
        };
        Error::new(kind, format!("cannot connect to {whom}: {error}")).caused_by(error)
    })
}

#[cfg(not(feature = "tls"))]
pub(super) async fn encrypted(
    _host: &str,
    whom: &impl Display,
    _protocol: &[u8],
    _options: &ConnectOptions,
    _stream: TcpStream,
) -> Result<TcpStream> {
    Err(Error::new(
        ErrorKind::Setup,
        format!("{whom}: this build has no TLS; use it without, or with the feature `tls`"),
    ))
}

fn bearer(token: &str) -> Result<HeaderValue> {
    let header = HeaderValue::try_from(format!("Bearer {token}"));
    let mut header = header.map_err(|error| {
        let text = "the token holds characters that cannot be sent; use letters and digits";
        Error::new(ErrorKind::Setup, text).caused_by(error)
    })?;
    header.set_sensitive(true);
    Ok(header)
}
