//! What was lost, and why.

use std::fmt;
use std::ops::Range;

use crate::frame::MessageKind;

/// Bytes of the input that yielded nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where they are, from the start of the input.
    pub bytes: Range<u64>,
    /// Why they are lost.
    pub cause: Cause,
    /// The kind of the one message that they are, where that is known.
    pub kind: Option<MessageKind>,
}

/// Why bytes are lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The input ends in the middle of something.
    CutShort {
        /// What is cut.
        what: &'static str,
        /// Bytes that are missing, as far as its header tells.
        missing: Option<u64>,
    },
    /// They are no message.
    Garbage,
    /// The message's checksum is wrong, or missing where all others have one.
    Checksum,
    /// The payload is not valid protobuf.
    NotProtobuf,
    /// The message claims to be longer than the limit.
    TooLong {
        /// The claimed length in bytes.
        claimed: u64,
    },
    /// The trailer contradicts the footer, or is none.
    Trailer {
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The message is framed well, but cannot be understood.
    Undecodable {
        /// Why not.
        reason: String,
    },
}

impl Damage {
    /// Whether data may be lost; else it is only redundant information about the data.
    pub fn loses_data(&self) -> bool {
        !matches!(self.cause, Cause::Trailer { .. }) && !matches!(self.kind, Some(MessageKind::End))
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let len = self.bytes.end - self.bytes.start;
        let what = match self.kind {
            Some(MessageKind::End) => "footer",
            Some(MessageKind::SetStoreInfo) => "store info",
            Some(MessageKind::ArrowMsg) => "chunk",
            Some(MessageKind::BlueprintActivation) => "blueprint activation",
            None => "",
        };
        match &self.cause {
            Cause::CutShort {
                what,
                missing: Some(missing),
            } => {
                write!(
                    f,
                    "the input ends inside a {what}: {len} bytes are there, {missing} missing"
                )
            }
            Cause::CutShort {
                what,
                missing: None,
            } => {
                write!(f, "the input ends inside a {what} ({len} bytes)")
            }
            Cause::Garbage => write!(f, "{len} bytes are no message"),
            Cause::Checksum => write!(f, "checksum mismatch in a {} ({len} bytes)", or(what)),
            Cause::NotProtobuf => write!(f, "a damaged {} ({len} bytes)", or(what)),
            Cause::TooLong { claimed } => {
                write!(
                    f,
                    "a message claims {claimed} bytes, more than the limit; {len} bytes lost"
                )
            }
            Cause::Trailer { problem } => write!(f, "{problem}"),
            Cause::Undecodable { reason } => write!(f, "a {}: {reason}", or(what)),
        }
    }
}

fn or(what: &str) -> &str {
    if what.is_empty() { "message" } else { what }
}
