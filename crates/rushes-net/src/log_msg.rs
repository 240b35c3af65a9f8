//! Log messages on the wire: what they are, without decoding more than is needed.

use bytes::Bytes;
use rushes_rrd::{Message, MessageDecoder, MessageKind, wire};

use crate::frame::{LOG_MSG_FIELD, message_of};
use crate::{Error, Result};

/// The log message of a request or response: its kind, and the protobuf message of that kind.
///
/// `None` when there is no log message at all, which readers skip.
///
/// # Errors
/// If it is not valid protobuf, or a log message without content.
pub(crate) fn open(frame: &Bytes) -> Result<Option<(MessageKind, Bytes)>> {
    let request = message_of(frame);
    let Some(log_msg) = last_len_field(&request, |number| number == LOG_MSG_FIELD)? else {
        return Ok(None);
    };
    let (_, log_msg) = log_msg;
    let is_kind = |number| (1..=3).contains(&number);
    let content = last_len_field(&log_msg, is_kind)?;
    let (number, content) = content.ok_or_else(|| Error::invalid("missing `msg` in `log_msg`"))?;
    let kind = MessageKind::from_number(number.into());
    kind.map(|kind| Some((kind, content)))
        .ok_or_else(|| Error::invalid("missing `msg` in `log_msg`"))
}

/// Protobuf lets the last of several occurrences count.
fn last_len_field(
    message: &Bytes,
    is_wanted: impl Fn(u32) -> bool,
) -> Result<Option<(u32, Bytes)>> {
    let mut found = None;
    for field in wire::fields(message) {
        let field = field?;
        if field.wire_type == wire::LEN && is_wanted(field.number) {
            found = Some((field.number, message.slice(field.value)));
        }
    }
    Ok(found)
}

/// Understands the log message of a response. `None` when there is none, or its store cannot be
/// known.
///
/// # Errors
/// If it is not valid.
pub fn decode(frame: &Bytes, decoder: &mut MessageDecoder) -> Result<Option<Message>> {
    match open(frame)? {
        Some((kind, payload)) => Ok(decoder.decode(kind, payload)?),
        None => Ok(None),
    }
}
