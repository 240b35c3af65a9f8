//! Large buffers that are used again when nobody needs them any more.
//!
//! The system must clear every page of a new one, which takes half as long as decompressing or
//! reading into it. One spare is kept of each kind, of a limited size.

use std::ops::RangeInclusive;
use std::sync::Mutex;

use bytes::{Bytes, BytesMut};

/// One spare buffer.
pub(crate) struct Spare {
    buffer: Mutex<Vec<u8>>,
    /// Buffers of other sizes are not worth keeping.
    sizes: RangeInclusive<usize>,
}

/// For data that are decompressed.
pub(crate) static DECOMPRESSED: Spare = Spare::new(64 << 20);
/// For messages that are read.
pub(crate) static READ: Spare = Spare::new(64 << 20);

/// For chunks that are encoded.
pub(crate) static ENCODED: Spare = Spare::new(4 << 20);

const MIN_BYTES: usize = 1 << 20;

impl Spare {
    const fn new(max_bytes: usize) -> Self {
        Self {
            buffer: Mutex::new(Vec::new()),
            sizes: MIN_BYTES..=max_bytes,
        }
    }

    /// A buffer of this length, of any content.
    pub(crate) fn with_len(&self, len: usize) -> Vec<u8> {
        let mut buffer = self.take(len);
        if buffer.capacity() < len {
            // Zeroed memory is not resident before it is written.
            return vec![0; len];
        }
        buffer.resize(len, 0);
        buffer
    }

    /// The spare buffer if it has room for so many bytes, or else an empty one. What it holds is
    /// of no meaning.
    pub(crate) fn take(&self, capacity: usize) -> Vec<u8> {
        if self.sizes.contains(&capacity)
            && let Ok(mut spare) = self.buffer.lock()
            && spare.capacity() >= capacity
        {
            return std::mem::take(&mut *spare);
        }
        Vec::new()
    }

    /// Keeps a buffer that is not needed any more.
    pub(crate) fn put(&self, mut buffer: Vec<u8>) {
        if self.sizes.contains(&buffer.capacity())
            && let Ok(mut spare) = self.buffer.lock()
            && spare.capacity() < buffer.capacity()
        {
            std::mem::swap(&mut *spare, &mut buffer);
        }
    }

    /// The first bytes of a buffer, which comes back here when they are dropped.
    pub(crate) fn lend(&'static self, buffer: Vec<u8>, len: usize) -> Bytes {
        Bytes::from_owner(Lent {
            buffer,
            len,
            home: self,
        })
    }

    /// Bytes whose memory comes back here when they are dropped.
    pub(crate) fn lend_bytes(&'static self, bytes: BytesMut) -> Bytes {
        Bytes::from_owner(LentBytes { bytes, home: self })
    }
}

struct Lent {
    buffer: Vec<u8>,
    /// How much of the buffer is data.
    len: usize,
    home: &'static Spare,
}

impl AsRef<[u8]> for Lent {
    fn as_ref(&self) -> &[u8] {
        self.buffer.get(..self.len).unwrap_or_default()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.home.put(std::mem::take(&mut self.buffer));
    }
}

struct LentBytes {
    bytes: BytesMut,
    home: &'static Spare,
}

impl AsRef<[u8]> for LentBytes {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for LentBytes {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        // Empty, so that becoming a vector does not move anything.
        bytes.clear();
        self.home.put(bytes.into());
    }
}
