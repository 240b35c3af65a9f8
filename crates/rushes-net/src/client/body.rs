//! What a call sends.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame};

use super::outbox::Outbox;

/// The requests of a call.
#[derive(Debug)]
pub(crate) enum RequestBody {
    /// One, until it is sent.
    Once(Option<Bytes>),
    /// What waits in an outbox, as long as the call has this number.
    Outbox(Arc<Outbox>, u64),
}

impl RequestBody {
    pub(crate) fn once(request: Bytes) -> Self {
        Self::Once(Some(request))
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let data = match self.get_mut() {
            Self::Once(request) => Poll::Ready(request.take()),
            Self::Outbox(outbox, call) => outbox.poll_piece(*call, context),
        };
        data.map(|data| data.map(|data| Ok(Frame::data(data))))
    }
}
