//! The methods.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response};
use http_body::Frame;
use http_body_util::BodyExt as _;
use parking_lot::Mutex;
use rushes_rrd::MessageDecoder;
use tonic::Status;
use tonic::body::Body;

use super::ServerOptions;
use super::classify::{self, Audience, Class, Refusal};
use super::history::History;
use super::reader::{Reader, Wish, ok_trailers};
use crate::frame::{self, Deframer};
use crate::proto::ingest::{Welcome, WriteResponse};
use crate::proto::sdk_comms::{WriteMessagesResponse, WriteTableResponse};
use crate::{Error, Result};

/// What answers calls.
#[derive(Clone, Debug)]
pub(super) struct Calls {
    pub history: Arc<History>,
    pub options: Arc<ServerOptions>,
}

impl Calls {
    /// Answers a call; errors are part of the answer.
    pub(super) async fn answer(self, request: Request<Body>) -> Response<Body> {
        let path = request.uri().path().to_owned();
        let body = request.into_body();
        let proxy = "/rerun.sdk_comms.v1alpha1.MessageProxyService/";
        let answer = match path.strip_prefix(proxy) {
            Some("ReadMessages") => Ok(self.read(Audience::Messages)),
            Some("ReadTables") => Ok(self.read(Audience::Tables)),
            Some("WriteMessages") => self.write_messages(body).await,
            Some("WriteTable") => self.write_table(body).await,
            None if path == "/rushes.v1.IngestService/Write" => Ok(self.ingest(body)),
            _ => Err(Status::unimplemented(format!("there is no method {path}"))),
        };
        answer.unwrap_or_else(|status| status.into_http())
    }

    fn read(&self, audience: Audience) -> Response<Body> {
        let wish = Wish {
            audience,
            playback: self.options.playback_behavior,
        };
        response(Body::new(Reader::new(Arc::clone(&self.history), wish)))
    }

    async fn write_messages(&self, mut body: Body) -> Result<Response<Body>, Status> {
        let mut intake = Intake::new(self);
        while let Some(data) = next_data(&mut body).await? {
            intake.take(data)?;
        }
        intake.end()?;
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

    fn ingest(&self, mut body: Body) -> Response<Body> {
        let acks = Arc::new(Mutex::new(Acks::default()));
        let (calls, to_report) = (self.clone(), Arc::clone(&acks));
        tokio::spawn(async move {
            let mut intake = Intake::new(&calls);
            let result = loop {
                match next_data(&mut body).await {
                    Ok(Some(data)) => {
                        if let Err(status) = intake.take(data) {
                            break Err(status);
                        }
                        to_report.lock().report(intake.count);
                    }
                    Ok(None) => break intake.end(),
                    Err(status) => break Err(status),
                }
            };
            to_report.lock().end(result);
        });
        response(Body::new(AckBody(acks)))
    }
}

async fn next_data(body: &mut Body) -> Result<Option<Bytes>, Status> {
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

fn refused(error: Error) -> Status {
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

/// What comes in one call.
struct Intake<'a> {
    history: &'a History,
    deframer: Deframer,
    decoder: MessageDecoder,
    accepted: Vec<(Class, Bytes)>,
    /// Messages so far, with those that were left out.
    count: u64,
}

impl<'a> Intake<'a> {
    fn new(calls: &'a Calls) -> Self {
        calls.history.producers_changed(1);
        Self {
            history: &calls.history,
            deframer: Deframer::new(u32::MAX),
            decoder: MessageDecoder::default(),
            accepted: Vec::new(),
            count: 0,
        }
    }

    /// Takes what came. What was whole before an error is accepted.
    fn take(&mut self, mut data: Bytes) -> Result<(), Status> {
        let result = self.cut(&mut data);
        if !self.accepted.is_empty() {
            self.history
                .push(Audience::Messages, self.accepted.drain(..));
        }
        result
    }

    fn cut(&mut self, data: &mut Bytes) -> Result<(), Status> {
        while let Some(frame) = self.deframer.next(data).map_err(refused)? {
            match classify::log_message(&frame, &mut self.decoder) {
                Ok(class) => self.accepted.push((class, frame)),
                Err(Refusal::NotOne(error)) => return Err(refused(error)),
                Err(Refusal::Undecodable(error)) => {
                    self.history.undecodable();
                    log::warn!("a message that no reader could decode is left out: {error}");
                }
            }
            self.count += 1;
        }
        Ok(())
    }

    fn end(&self) -> Result<(), Status> {
        if self.deframer.is_at_end() {
            return Ok(());
        }
        Err(Status::invalid_argument(
            "the call ended in the middle of a message",
        ))
    }
}

impl Drop for Intake<'_> {
    fn drop(&mut self) {
        self.history.producers_changed(-1);
    }
}

/// What a producer is to be told.
#[derive(Debug, Default)]
struct Acks {
    has_welcomed: bool,
    count: u64,
    told: u64,
    end: Option<Result<(), Status>>,
    waker: Option<Waker>,
}

impl Acks {
    fn report(&mut self, count: u64) {
        self.count = count;
        self.waker.take().into_iter().for_each(Waker::wake);
    }

    fn end(&mut self, result: Result<(), Status>) {
        self.end = Some(result);
        self.waker.take().into_iter().for_each(Waker::wake);
    }
}

#[derive(Debug)]
struct AckBody(Arc<Mutex<Acks>>);

impl http_body::Body for AckBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let mut acks = self.0.lock();
        if !acks.has_welcomed || acks.count > acks.told {
            let welcome = (!acks.has_welcomed).then_some(Welcome { durable: false });
            acks.has_welcomed = true;
            acks.told = acks.count;
            let response = WriteResponse {
                welcome,
                acknowledged: acks.count,
            };
            // So short a message can always be framed.
            let frame = frame::Frame::encode(&response).unwrap_or_default();
            return Poll::Ready(Some(Ok(Frame::data(frame))));
        }
        match acks.end.take() {
            Some(Ok(())) => Poll::Ready(Some(Ok(Frame::trailers(ok_trailers())))),
            Some(Err(status)) => {
                let mut trailers = http::HeaderMap::new();
                status.add_header(&mut trailers).ok();
                Poll::Ready(Some(Ok(Frame::trailers(trailers))))
            }
            None => {
                acks.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
