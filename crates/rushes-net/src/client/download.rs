//! Files on web servers: as a whole, or parts of them.

use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, ETAG, HOST, IF_RANGE, LAST_MODIFIED, LOCATION,
    RANGE, USER_AGENT,
};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use super::ConnectOptions;
use super::connection::{encrypted, unreachable};
use crate::{Error, ErrorKind, Result};

/// More redirections than this lead nowhere.
const MAX_REDIRECTIONS: u32 = 10;
/// The pause before the second attempt; each later one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// How files are read.
#[derive(Clone, Debug)]
pub struct DownloadOptions {
    /// How to connect. A token is not sent to web servers.
    pub connect: ConnectOptions,
    /// How long the server may take to answer, and how long nothing may come.
    pub patience: Duration,
    /// How often in a row it is tried to go on before it is given up.
    pub attempts: u32,
}

impl Default for DownloadOptions {
    fn default() -> Self {
        Self {
            connect: ConnectOptions::default(),
            patience: Duration::from_secs(30),
            attempts: 5,
        }
    }
}

/// A file on a web server. Must be used inside of a tokio runtime, with timers and I/O.
///
/// When the connection breaks, it is made again, and reading goes on where it was, unless the file has
/// changed meanwhile.
#[derive(Debug)]
pub struct Download {
    url: Uri,
    options: DownloadOptions,
    requests: Option<SendRequest<Empty<Bytes>>>,
    /// What tells this version of the file from others.
    version: Option<HeaderValue>,
    position: u64,
    end: Option<u64>,
    body: Option<Incoming>,
    /// Bytes that come, and were read before: the server cannot start in the middle.
    known: u64,
    failures: u32,
}

/// The end of a file.
#[derive(Clone, Debug)]
pub struct Tail {
    /// Bytes of the whole file.
    pub total: u64,
    /// Its last ones.
    pub bytes: Bytes,
}

/// What became of a request, apart from its answer.
enum Failure {
    /// It may work the next time.
    Passing(Error),
    /// It will not.
    Final(Error),
}

impl Download {
    /// A file by its URL, `http://…` or `https://…`. It is read from its start, unless other ranges are
    /// asked for. Nothing is requested yet.
    ///
    /// # Errors
    /// If it is no such URL.
    pub fn new(url: &str, options: DownloadOptions) -> Result<Self> {
        Ok(Self {
            url: parse(url)?,
            options,
            requests: None,
            version: None,
            position: 0,
            end: None,
            body: None,
            known: 0,
            failures: 0,
        })
    }

    /// The last bytes of the file; `None` if the server only sends whole files.
    ///
    /// # Errors
    /// If the server cannot be reached, or does not have the file.
    pub async fn tail(&mut self, bytes: u64) -> Result<Option<Tail>> {
        loop {
            match self.try_tail(bytes).await {
                Ok(tail) => return Ok(tail),
                Err(failure) => self.after(failure).await?,
            }
        }
    }

    /// Reads a part of the file from now on, up to but without its end.
    pub fn seek(&mut self, range: Range<u64>) {
        self.position = range.start;
        self.end = Some(range.end);
        self.body = None;
        self.known = 0;
    }

    /// What comes next; `None` at the end.
    ///
    /// # Errors
    /// If the server cannot be reached, does not have the file, or it has changed since reading began.
    pub async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            if self.end == Some(self.position) {
                return Ok(None);
            }
            match self.try_next().await {
                Ok(Some(data)) => {
                    let data = self.unknown(data);
                    if !data.is_empty() {
                        self.failures = 0;
                        return Ok(Some(data));
                    }
                }
                Ok(None) => return Ok(None),
                Err(failure) => {
                    self.body = None;
                    self.after(failure).await?;
                }
            }
        }
    }

    /// Without what was read before, and what nobody asked for.
    fn unknown(&mut self, mut data: Bytes) -> Bytes {
        let known = self.known.min(data.len() as u64);
        self.known -= known;
        let mut data = data.split_off(known as usize);
        if let Some(end) = self.end {
            let left = usize::try_from(end - self.position).unwrap_or(usize::MAX);
            data.truncate(left);
        }
        self.position += data.len() as u64;
        data
    }

    async fn try_next(&mut self) -> Result<Option<Bytes>, Failure> {
        let mut body = match self.body.take() {
            Some(body) => body,
            None => match self.start().await? {
                Some(body) => body,
                None => return Ok(None),
            },
        };
        loop {
            let frame = tokio::time::timeout(self.options.patience, body.frame()).await;
            let broken = |reason: String| {
                let text = format!("{}, byte {}: {reason}", self.url, self.position);
                Failure::Passing(Error::new(ErrorKind::Unreachable, text))
            };
            match frame.map_err(|_elapsed| broken("nothing more comes".to_owned()))? {
                None => match self.end {
                    Some(end) if self.position < end => {
                        return Err(broken(format!("the download ended before byte {end}")));
                    }
                    _ => return Ok(None),
                },
                Some(Err(error)) => return Err(broken(error.to_string())),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.body = Some(body);
                        return Ok(Some(data));
                    }
                }
            }
        }
    }

    /// Requests what is still missing; `None` if that is nothing.
    async fn start(&mut self) -> Result<Option<Incoming>, Failure> {
        let range = match (self.position, self.end) {
            (0, None) => None,
            (start, None) => Some(format!("bytes={start}-")),
            (start, Some(end)) => Some(format!("bytes={start}-{}", end.saturating_sub(1))),
        };
        let response = self.request(range.as_deref()).await?;
        self.known = 0;
        let headers = response.headers();
        match response.status() {
            StatusCode::PARTIAL_CONTENT => {
                let (start, total) = content_range(headers).unwrap_or((self.position, None));
                if start != self.position {
                    let text = format!("{}: the server sends another part of the file", self.url);
                    return Err(Failure::Final(Error::invalid(text)));
                }
                self.end = self.end.or(total);
            }
            // It is at its end, and the server did not say before where that is.
            StatusCode::RANGE_NOT_SATISFIABLE if self.position > 0 => return Ok(None),
            StatusCode::RANGE_NOT_SATISFIABLE => {
                let text = format!("{}: the file has changed while it was read", self.url);
                return Err(Failure::Final(Error::invalid(text)));
            }
            _ => {
                self.known = self.position;
                self.end = self.end.or_else(|| number(headers, &CONTENT_LENGTH));
            }
        }
        self.check_version(headers)?;
        Ok(Some(response.into_body()))
    }

    async fn try_tail(&mut self, bytes: u64) -> Result<Option<Tail>, Failure> {
        let response = self.request(Some(&format!("bytes=-{bytes}"))).await?;
        if response.status() != StatusCode::PARTIAL_CONTENT {
            self.requests = None;
            return Ok(None);
        }
        let headers = response.headers();
        let Some((start, Some(total))) = content_range(headers) else {
            self.requests = None;
            return Ok(None);
        };
        self.check_version(headers)?;
        let mut collected = Vec::new();
        let mut body = response.into_body();
        while collected.len() as u64 <= bytes {
            let frame = tokio::time::timeout(self.options.patience, body.frame()).await;
            let frame = frame.map_err(|_elapsed| self.silent())?;
            match frame {
                None => break,
                Some(Ok(frame)) => collected.extend(frame.into_data().unwrap_or_default()),
                Some(Err(error)) => return Err(Failure::Passing(broken(&self.url, error))),
            }
        }
        if start + collected.len() as u64 != total {
            let text = format!("{}: the server sends another part of the file", self.url);
            return Err(Failure::Final(Error::invalid(text)));
        }
        Ok(Some(Tail {
            total,
            bytes: collected.into(),
        }))
    }

    /// Waits before the next attempt, if there is to be one.
    async fn after(&mut self, failure: Failure) -> Result<()> {
        self.requests = None;
        let error = match failure {
            Failure::Final(error) => return Err(error),
            Failure::Passing(error) => error,
        };
        self.failures += 1;
        if self.failures >= self.options.attempts {
            return Err(error);
        }
        log::warn!("{error}; trying again");
        tokio::time::sleep(FIRST_PAUSE * (1 << self.failures.min(8)) / 2).await;
        Ok(())
    }

    /// Makes sure that the parts that are put together are of one file.
    fn check_version(&mut self, headers: &HeaderMap) -> Result<(), Failure> {
        // A weak tag stays the same when bytes change that do not matter to readers; here all do.
        let tag = headers.get(ETAG).filter(|tag| !is_weak(tag));
        let version = tag.or_else(|| headers.get(LAST_MODIFIED));
        match (&self.version, version) {
            (Some(before), Some(now)) if before != now => {
                let text = format!("{}: the file has changed while it was read", self.url);
                Err(Failure::Final(Error::invalid(text)))
            }
            (_, Some(now)) => {
                self.version = Some(now.clone());
                Ok(())
            }
            (_, None) => Ok(()),
        }
    }

    /// Requests the file, or a range of it, wherever the server says that it is.
    async fn request(&mut self, range: Option<&str>) -> Result<Response<Incoming>, Failure> {
        for _ in 0..MAX_REDIRECTIONS {
            let response = self.request_here(range).await?;
            let status = response.status();
            let location = response.headers().get(LOCATION);
            if let (true, Some(location)) = (status.is_redirection(), location) {
                let location = location.to_str().map_err(|error| {
                    Failure::Final(Error::invalid(format!("{}: {error}", self.url)))
                })?;
                self.url = join(&self.url, location).map_err(Failure::Final)?;
                self.requests = None;
                continue;
            }
            if status.is_success() || status == StatusCode::RANGE_NOT_SATISFIABLE {
                return Ok(response);
            }
            let text = format!("{}: the server answers {status}", self.url);
            let may_pass = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
            return Err(if may_pass {
                Failure::Passing(Error::new(ErrorKind::Unreachable, text))
            } else {
                Failure::Final(Error::new(ErrorKind::Refused, text))
            });
        }
        let text = format!("{}: redirected again and again", self.url);
        Err(Failure::Final(Error::new(ErrorKind::Refused, text)))
    }

    async fn request_here(&mut self, range: Option<&str>) -> Result<Response<Incoming>, Failure> {
        let mut requests = match self.requests.take().filter(SendRequest::is_ready) {
            Some(requests) => requests,
            None => self.connect().await?,
        };
        let request = self.get(range).map_err(Failure::Final)?;
        let response = requests.send_request(request);
        let response = tokio::time::timeout(self.options.patience, response).await;
        let response = response.map_err(|_elapsed| self.silent())?;
        let response = response.map_err(|error| Failure::Passing(broken(&self.url, error)))?;
        self.requests = Some(requests);
        Ok(response)
    }

    fn get(&self, range: Option<&str>) -> Result<Request<Empty<Bytes>>> {
        let invalid = |error: http::Error| Error::uri(format!("{}: {error}", self.url));
        let path = self.url.path_and_query().map_or("/", |path| path.as_str());
        let authority = self.url.authority().map_or("", |host| host.as_str());
        let mut request = Request::get(path)
            .header(HOST, authority)
            .header(USER_AGENT, concat!("rushes/", env!("CARGO_PKG_VERSION")))
            // Ranges count the bytes of what is sent.
            .header(ACCEPT_ENCODING, "identity");
        if let Some(range) = range {
            request = request.header(RANGE, range);
            if let Some(version) = &self.version {
                request = request.header(IF_RANGE, version);
            }
        }
        request.body(Empty::new()).map_err(invalid)
    }

    async fn connect(&self) -> Result<SendRequest<Empty<Bytes>>, Failure> {
        let connect = self.try_connect();
        match tokio::time::timeout(self.options.connect.timeout, connect).await {
            Err(_elapsed) => Err(self.silent()),
            Ok(Err(error)) if error.kind() == ErrorKind::Unreachable => {
                Err(Failure::Passing(error))
            }
            Ok(result) => result.map_err(Failure::Final),
        }
    }

    async fn try_connect(&self) -> Result<SendRequest<Empty<Bytes>>> {
        let host = self.url.host().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let uses_tls = self.url.scheme_str() == Some("https");
        let default_port = if uses_tls { 443 } else { 80 };
        let port = self.url.port_u16().unwrap_or(default_port);
        let stream = TcpStream::connect((host, port)).await;
        let stream = stream.map_err(|error| unreachable(&self.url, error))?;
        if uses_tls {
            let options = &self.options.connect;
            let stream = encrypted(host, &self.url, b"http/1.1", options, stream).await?;
            self.shake_hands(stream).await
        } else {
            self.shake_hands(stream).await
        }
    }

    async fn shake_hands<S>(&self, stream: S) -> Result<SendRequest<Empty<Bytes>>>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let shaken = handshake(TokioIo::new(stream)).await;
        let (requests, connection) = shaken.map_err(|error| unreachable(&self.url, error))?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                log::debug!("a connection ended: {error}");
            }
        });
        Ok(requests)
    }

    fn silent(&self) -> Failure {
        let text = format!("{}: the server does not answer", self.url);
        Failure::Passing(Error::new(ErrorKind::Unreachable, text))
    }
}

fn broken(url: &Uri, error: hyper::Error) -> Error {
    let text = format!("{url}: the connection broke: {error}");
    Error::new(ErrorKind::Unreachable, text).caused_by(error)
}

fn parse(url: &str) -> Result<Uri> {
    let invalid = |what: &str| {
        Error::uri(format!(
            "{url:?} is no URL of a file: {what}; expected http://host/path or https://host/path"
        ))
    };
    // What is behind it says nothing to servers.
    let (before, _fragment) = url.split_once('#').unwrap_or((url, ""));
    let parsed: Uri = before.parse().map_err(|error| {
        let error: http::uri::InvalidUri = error;
        invalid(&error.to_string())
    })?;
    match (parsed.scheme_str(), parsed.host()) {
        (Some("http" | "https"), Some(host)) if !host.is_empty() => Ok(parsed),
        _ => Err(invalid("the scheme or the host is missing")),
    }
}

/// Where a redirection leads from a URL.
fn join(base: &Uri, location: &str) -> Result<Uri> {
    if location.contains("://") {
        return parse(location);
    }
    let scheme = base.scheme_str().unwrap_or("http");
    if let Some(rest) = location.strip_prefix("//") {
        return parse(&format!("{scheme}://{rest}"));
    }
    let authority = base.authority().map_or("", |authority| authority.as_str());
    if location.starts_with('/') {
        return parse(&format!("{scheme}://{authority}{location}"));
    }
    let folder = base
        .path()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    parse(&format!("{scheme}://{authority}{folder}/{location}"))
}

fn is_weak(tag: &HeaderValue) -> bool {
    tag.as_bytes().starts_with(b"W/")
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// Where the part starts that is sent, and how long the whole is: `bytes 0-99/1000`, or `…/*`.
fn content_range(headers: &HeaderMap) -> Option<(u64, Option<u64>)> {
    let range = headers.get(CONTENT_RANGE)?.to_str().ok()?;
    let (range, total) = range.strip_prefix("bytes ")?.split_once('/')?;
    let (start, _end) = range.split_once('-')?;
    Some((start.trim().parse().ok()?, total.trim().parse().ok()))
}
