//! Large buffers that are used again when nobody needs them any more.
//!
//! The system must clear every page of a new one, which takes half as long as decompressing or
//! reading into it, and longer than compressing noise. A few spares are kept of each kind, of a
//! limited size.

use std::ops::RangeInclusive;
use std::sync::Mutex;

use bytes::{Bytes, BytesMut};

/// Spare buffers of one kind: as many as threads use at once.
pub(crate) struct Spare {
    buffers: Mutex<[Vec<u8>; SPARES]>,
    /// Buffers of other sizes are not worth keeping.
    sizes: RangeInclusive<usize>,
}

/// For data that are decompressed.
pub(crate) static DECOMPRESSED: Spare = Spare::new(1 << 20, 64 << 20);
/// For messages that are read.
pub(crate) static READ: Spare = Spare::new(1 << 20, 64 << 20);
/// For messages that are framed.
pub(crate) static FRAMED: Spare = Spare::new(64 << 10, 16 << 20);
/// For blocks that are compressed, on their way into a message.
pub(crate) static BLOCKS: Spare = Spare::new(64 << 10, 2 << 20);

const SPARES: usize = 2;

impl Spare {
    const fn new(min_bytes: usize, max_bytes: usize) -> Self {
        Self {
            buffers: Mutex::new([const { Vec::new() }; SPARES]),
            sizes: min_bytes..=max_bytes,
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

    /// A spare buffer that has room for so many bytes, or else an empty one. What it holds is of no
    /// meaning.
    pub(crate) fn take(&self, capacity: usize) -> Vec<u8> {
        if self.sizes.contains(&capacity) {
            return self.take_if(|spare| spare.capacity() >= capacity);
        }
        Vec::new()
    }

    /// Any spare buffer, or else an empty one: for what nobody knows the length of, only that it
    /// will be less than `most`. What it holds is of no meaning.
    pub(crate) fn take_for(&self, most: usize) -> Vec<u8> {
        if most < *self.sizes.start() {
            return Vec::new();
        }
        self.take_if(|spare| spare.capacity() > 0)
    }

    fn take_if(&self, fits: impl Fn(&Vec<u8>) -> bool) -> Vec<u8> {
        let Ok(mut spares) = self.buffers.lock() else {
            return Vec::new();
        };
        let found = spares.iter_mut().find(|spare| fits(spare));
        found.map(std::mem::take).unwrap_or_default()
    }

    /// Keeps a buffer that is not needed any more, instead of a smaller one.
    pub(crate) fn put(&self, mut buffer: Vec<u8>) {
        if self.sizes.contains(&buffer.capacity())
            && let Ok(mut spares) = self.buffers.lock()
            && let Some(least) = spares.iter_mut().min_by_key(|spare| spare.capacity())
            && least.capacity() < buffer.capacity()
        {
            std::mem::swap(least, &mut buffer);
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
