//! One HTTP/2 connection, and calls on it.

use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, TE, USER_AGENT};
use http::{HeaderValue, Method, Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::http2::{Builder, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rushes_core::Tuid;
use tokio::net::TcpStream;
use tonic::Status;

use super::body::RequestBody;
use crate::frame::PRODUCER_HEADER;
use crate::uri::Origin;
use crate::{Error, ErrorKind, Result};

/// How to connect.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// How long it may take.
    pub timeout: Duration,
    /// Shared with the server, which wants to see it.
    pub token: Option<String>,
}

impl Default for ConnectOptions {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(5),
            token: None,
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
        let unreachable = |error: &dyn std::fmt::Display| {
            let text = format!("cannot connect to {origin}: {error}");
            Error::new(ErrorKind::Unreachable, text)
        };
        let authorization = options.token.as_deref().map(bearer).transpose()?;
        let address = (origin.host(), origin.port());
        let stream = TcpStream::connect(address)
            .await
            .map_err(|error| unreachable(&error).caused_by(error))?;
        // Waiting for more to send helps nobody: what is small is put together before.
        stream.set_nodelay(true).ok();
        if origin.scheme().uses_tls() {
            return Err(Error::new(
                ErrorKind::Setup,
                format!("{origin}: this build has no TLS; use rerun+http:// or the feature `tls`"),
            ));
        }
        let handshake = Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .max_frame_size(MAX_FRAME)
            .keep_alive_interval(KEEP_ALIVE)
            .keep_alive_timeout(KEEP_ALIVE_TIMEOUT)
            .handshake(TokioIo::new(stream))
            .await;
        let (requests, connection) =
            handshake.map_err(|error| unreachable(&error).caused_by(error))?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                log::debug!("a connection ended: {error}");
            }
        });
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
        self.call_as(method, None, body).await
    }

    /// As [`Self::call`], saying which producer calls.
    pub(crate) async fn call_as(
        &mut self,
        method: &str,
        producer: Option<Tuid>,
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
        if let Some(producer) = producer {
            // Hex digits are always a valid header.
            if let Ok(value) = HeaderValue::try_from(producer.to_string()) {
                request.headers_mut().insert(PRODUCER_HEADER, value);
            }
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

    /// A call with one request.
    pub(crate) async fn call_once(
        &mut self,
        method: &str,
        request: Bytes,
    ) -> Result<Response<Incoming>> {
        self.call(method, RequestBody::once(request)).await
    }
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
