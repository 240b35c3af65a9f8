//! Bytes.

use std::fmt;
use std::ops::{Deref, Range};

use arrow_array::cast::AsArray as _;
use arrow_array::types::UInt8Type;
use arrow_array::{Array as _, ListArray};
use arrow_buffer::{Buffer, ScalarBuffer};

use crate::SerializedComponentBatch;
use crate::declare::transparent_encodings;

transparent_encodings! {
    BYTES in "rerun.encodings" derive(Eq);

    /// Any bytes, in a shared buffer: cheap to clone, and not copied on the way to Arrow and back.
    stable Blob(Buffer);
}

impl Blob {
    /// Only the bytes of that range, cut to the bytes that are there. Shares the memory.
    #[must_use]
    pub fn sliced(self, range: Range<usize>) -> Self {
        let end = range.end.min(self.0.len());
        let start = range.start.min(end);
        Self(self.0.slice_with_length(start, end - start))
    }

    /// The bytes of a batch that holds exactly one blob.
    pub fn serialized_blob_as_slice(batch: &SerializedComponentBatch) -> Option<&[u8]> {
        let list: &ListArray = batch.array.as_list_opt()?;
        let (start, end) = match *list.value_offsets() {
            [start, end] if list.null_count() == 0 => (start, end),
            _ => return None,
        };
        let bytes = list.values().as_primitive_opt::<UInt8Type>()?;
        bytes.values().get(start as usize..end as usize)
    }
}

impl From<ScalarBuffer<u8>> for Blob {
    fn from(bytes: ScalarBuffer<u8>) -> Self {
        Self(bytes.into_inner())
    }
}

impl From<Blob> for ScalarBuffer<u8> {
    fn from(blob: Blob) -> Self {
        blob.0.into()
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Buffer::from_vec(bytes))
    }
}

impl From<bytes::Bytes> for Blob {
    fn from(bytes: bytes::Bytes) -> Self {
        Self(Buffer::from(bytes))
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Blob {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}
