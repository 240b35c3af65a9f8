//! The methods.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body::Frame;
use http_body_util::BodyExt as _;
use parking_lot::Mutex;
use rushes_core::Tuid;
use subtle::ConstantTimeEq as _;
use tonic::Status;
use tonic::body::Body;

use super::ServerOptions;
use super::classify::{self, Audience, Class};
use super::history::History;
use super::intake::{AckBody, Acks, Intake};
use super::reader::{Reader, Wish, ok_trailers};
use super::recent::Producers;
use super::save::Saver;
use crate::frame::{self, Deframer, PRODUCER_HEADER, READ_HEADER, READ_PRESENT};
use crate::proto::sdk_comms::{WriteMessagesResponse, WriteTableResponse};
use crate::{Error, Result};

/// What answers calls.
#[derive(Clone, Debug)]
pub(super) struct Calls {
    pub history: Arc<History>,
    pub producers: Arc<Producers>,
    pub saver: Option<Arc<Saver>>,
    /// What callers have to show.
    pub token: Option<Arc<str>>,
    pub options: Arc<ServerOptions>,
}

impl Calls {
    /// Answers a call; errors are part of the answer.
    pub(super) async fn answer(self, request: Request<Body>) -> Response<Body> {
        if !self.allows(request.headers()) {
            let text = "this server wants a token: `authorization: Bearer TOKEN`";
            return Status::unauthenticated(text).into_http();
        }
        let path = request.uri().path().to_owned();
        let producer = request.headers().get(PRODUCER_HEADER);
        let producer = producer.and_then(|id| id.to_str().ok()?.parse().ok());
        let wants = request.headers().get(READ_HEADER);
        let only_present = wants.is_some_and(|wants| wants == READ_PRESENT);
        let body = request.into_body();
        let proxy = "/rerun.sdk_comms.v1alpha1.MessageProxyService/";
        let answer = match path.strip_prefix(proxy) {
            Some("ReadMessages") => Ok(self.read(Audience::Messages, only_present)),
            Some("ReadTables") => Ok(self.read(Audience::Tables, only_present)),
            Some("WriteMessages") => self.write_messages(body).await,
            Some("WriteTable") => self.write_table(body).await,
            None if path == "/rushes.v1.IngestService/Write" => Ok(self.ingest(body, producer)),
            _ => Err(Status::unimplemented(format!("there is no method {path}"))),
        };
        answer.unwrap_or_else(|status| status.into_http())
    }

    fn allows(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else {
            return true;
        };
        let shown = headers.get(AUTHORIZATION).map(HeaderValue::as_bytes);
        let shown = shown.and_then(|shown| shown.strip_prefix(b"Bearer "));
        // How long it takes says nothing about how much of it is right.
        shown.is_some_and(|shown| shown.ct_eq(token.as_bytes()).into())
    }

    fn read(&self, audience: Audience, only_present: bool) -> Response<Body> {
        let wish = Wish {
            audience,
            playback: self.options.playback_behavior,
            only_present,
        };
        let reader = Reader::new(Arc::clone(&self.history), wish);
        let mut response = response(Body::new(reader));
        if only_present {
            let present = HeaderValue::from_static(READ_PRESENT);
            response.headers_mut().insert(READ_HEADER, present);
        }
        response
    }

    async fn write_messages(&self, body: Body) -> Result<Response<Body>, Status> {
        let told = Arc::new(Mutex::new(Acks::default()));
        let intake = Intake::new(self, None, Arc::clone(&told));
        intake.take_all(body).await;
        // What was saved is on the disk by now.
        std::future::poll_fn(|context| told.lock().poll_end(context)).await?;
        Ok(reply(&WriteMessagesResponse {}))
    }

    async fn write_table(&self, mut body: Body) -> Result<Response<Body>, Status> {
        let mut deframer = Deframer::new(u32::MAX);
        let mut table = None;
        while let Some(mut data) = next_data(&mut body).await? {
            while let Some(frame) = deframer.next(&mut data).map_err(refused)? {
                table = Some(frame);
            }
        }
        let frame = table.ok_or_else(|| Status::invalid_argument("there is no request"))?;
        classify::table(&frame).map_err(refused)?;
        let tables = [(Class::Disposable, frame)];
        self.history.push(Audience::Tables, tables);
        Ok(reply(&WriteTableResponse {}))
    }

    fn ingest(&self, body: Body, producer: Option<Tuid>) -> Response<Body> {
        let acks = Arc::new(Mutex::new(Acks::default()));
        let intake = Intake::new(self, producer, Arc::clone(&acks));
        let is_durable = self.saver.is_some();
        tokio::spawn(intake.take_all(body));
        response(Body::new(AckBody { acks, is_durable }))
    }
}

pub(super) async fn next_data(body: &mut Body) -> Result<Option<Bytes>, Status> {
    loop {
        match body.frame().await {
            None => return Ok(None),
            Some(Ok(frame)) => {
                // Trailers of requests mean nothing here.
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
            Some(Err(status)) => return Err(status),
        }
    }
}

pub(super) fn refused(error: Error) -> Status {
    match error.kind() {
        crate::ErrorKind::Limit => Status::resource_exhausted(error.to_string()),
        _ => Status::invalid_argument(error.to_string()),
    }
}

fn response(body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    let grpc = HeaderValue::from_static("application/grpc");
    response.headers_mut().insert(CONTENT_TYPE, grpc);
    response
}

/// An answer of one message.
fn reply(message: &impl prost::Message) -> Response<Body> {
    match frame::Frame::encode(message) {
        Ok(frame) => response(Body::new(Reply {
            frame: Some(frame),
            has_ended: false,
        })),
        Err(error) => Status::internal(error.to_string()).into_http(),
    }
}

/// One message, then that the call has ended in order.
struct Reply {
    frame: Option<Bytes>,
    has_ended: bool,
}

impl http_body::Body for Reply {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = self.get_mut();
        let next = match this.frame.take() {
            Some(frame) => Some(Frame::data(frame)),
            None if this.has_ended => None,
            None => {
                this.has_ended = true;
                Some(Frame::trailers(ok_trailers()))
            }
        };
        Poll::Ready(next.map(Ok))
    }
}
