//! How much memory a value holds.

use arrow_array::Array as _;
use rushes_chunk::SerializedComponentBatch;

/// A value that knows how much memory it holds.
pub trait SizeBytes {
    /// Bytes on the heap, without the value itself.
    fn heap_size_bytes(&self) -> u64;

    /// Whether no value of the type ever owns heap memory.
    fn is_pod() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// Bytes on the heap plus those of the value itself.
    fn total_size_bytes(&self) -> u64 {
        size_of_val(self) as u64 + self.heap_size_bytes()
    }
}

macro_rules! plain {
    ($($type:ty),*) => { $(
        impl SizeBytes for $type {
            fn heap_size_bytes(&self) -> u64 {
                0
            }

            fn is_pod() -> bool {
                true
            }
        }
    )* };
}

plain!(
    u8,
    u16,
    u32,
    u64,
    i8,
    i16,
    i32,
    i64,
    f32,
    f64,
    bool,
    half::f16
);

impl SizeBytes for String {
    fn heap_size_bytes(&self) -> u64 {
        self.capacity() as u64
    }
}

impl<T: SizeBytes> SizeBytes for Option<T> {
    fn heap_size_bytes(&self) -> u64 {
        self.as_ref().map_or(0, T::heap_size_bytes)
    }

    fn is_pod() -> bool {
        T::is_pod()
    }
}

impl<T: SizeBytes> SizeBytes for Vec<T> {
    fn heap_size_bytes(&self) -> u64 {
        let own = (self.capacity() * size_of::<T>()) as u64;
        let of_items = || self.iter().map(T::heap_size_bytes).sum::<u64>();
        own + if T::is_pod() { 0 } else { of_items() }
    }
}

impl<T: SizeBytes, const N: usize> SizeBytes for [T; N] {
    fn heap_size_bytes(&self) -> u64 {
        self.iter().map(T::heap_size_bytes).sum()
    }

    fn is_pod() -> bool {
        T::is_pod()
    }
}

impl SizeBytes for SerializedComponentBatch {
    fn heap_size_bytes(&self) -> u64 {
        self.array.get_array_memory_size() as u64
    }
}
