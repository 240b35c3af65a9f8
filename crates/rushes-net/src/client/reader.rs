//! What a server holds, and what comes.

use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use rushes_rrd::{Message, MessageDecoder};
use tonic::{Code, Status};

use super::{ConnectOptions, Connection};
use crate::frame::{Deframer, Frame};
use crate::proto::sdk_comms::ReadMessagesRequest;
use crate::uri::ProxyUri;
use crate::{Error, ErrorKind, Result, log_msg};

/// The frames of a response.
#[derive(Debug)]
pub(crate) struct Frames {
    body: Incoming,
    deframer: Deframer,
    data: Bytes,
}

impl Frames {
    pub(crate) fn new(body: Incoming) -> Self {
        Self {
            body,
            deframer: Deframer::new(u32::MAX),
            data: Bytes::new(),
        }
    }

    /// The next one; `None` when the server has ended the call in order.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            if let Some(frame) = self.deframer.next(&mut self.data)? {
                return Ok(Some(frame));
            }
            match self.body.frame().await {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.data = data,
                    Err(other) => {
                        let trailers = other.into_trailers().unwrap_or_default();
                        return match Status::from_header_map(&trailers) {
                            Some(status) if status.code() != Code::Ok => Err(status.into()),
                            _ => Ok(None),
                        };
                    }
                },
                Some(Err(error)) => {
                    let text = format!("the connection broke: {error}");
                    return Err(Error::new(ErrorKind::Unreachable, text).caused_by(error));
                }
                None if self.deframer.is_at_end() => return Ok(None),
                None => {
                    let text = "the server ended the call in the middle of a message";
                    return Err(Error::new(ErrorKind::Unreachable, text));
                }
            }
        }
    }
}

/// The messages of a server: first those that it holds, then those that come. It does not end before
/// the server does.
#[derive(Debug)]
pub struct MessageStream {
    frames: Frames,
    decoder: MessageDecoder,
    _connection: Connection,
}

impl MessageStream {
    /// The next message, its data still packed. `None` when the server has ended in order.
    ///
    /// Messages that cannot be understood are logged and left out.
    ///
    /// # Errors
    /// If the connection broke.
    pub async fn next(&mut self) -> Result<Option<Message>> {
        while let Some(frame) = self.frames.next().await? {
            match log_msg::decode(&frame, &mut self.decoder) {
                Ok(Some(message)) => return Ok(Some(message)),
                Ok(None) => {}
                Err(error) => log::warn!("a message cannot be understood and is left out: {error}"),
            }
        }
        Ok(None)
    }
}

/// Connects, and reads messages.
///
/// # Errors
/// If nobody answers there, or it is no message proxy.
pub async fn read_messages(uri: &ProxyUri, options: &ConnectOptions) -> Result<MessageStream> {
    let mut connection = Connection::open(&uri.origin, options).await?;
    let request = Frame::encode(&ReadMessagesRequest {})?;
    let method = "/rerun.sdk_comms.v1alpha1.MessageProxyService/ReadMessages";
    let response = connection.call_once(method, request).await?;
    Ok(MessageStream {
        frames: Frames::new(response.into_body()),
        decoder: MessageDecoder::default(),
        _connection: connection,
    })
}
