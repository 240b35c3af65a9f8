//! Single numbers and flags.

use half::f16;

use crate::declare::transparent_encodings;

transparent_encodings! {
    INTEGERS in "rerun.encodings" derive(Debug, Copy, Eq, PartialOrd, Ord, Hash);

    /// Yes or no.
    stable Bool(bool) = false;

    /// An integer of 16 bits without sign.
    stable UInt16(u16) = 0u16;

    /// An integer of 32 bits without sign.
    stable UInt32(u32) = 0u32;

    /// An integer of 64 bits without sign.
    stable UInt64(u64) = 0u64;
}

transparent_encodings! {
    FLOATS in "rerun.encodings" derive(Debug, Copy, PartialOrd);

    /// A 32-bit float.
    stable Float32(f32) = 0.0;

    /// A 64-bit float.
    stable Float64(f64) = 0.0;
}

macro_rules! float64_from {
    ($($type:ty),*) => { $(
        impl From<$type> for Float64 {
            fn from(value: $type) -> Self {
                Self(value.into())
            }
        }
    )* };
}

float64_from!(f16, f32, i8, i16, i32, u8, u16, u32);
