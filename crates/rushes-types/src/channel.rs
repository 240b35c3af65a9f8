//! Numbers that can be the channels of a pixel.

use arrow_buffer::ArrowNativeType;
use half::f16;

use crate::encodings::ChannelDatatype;

/// A number type that can be the channels of a pixel.
pub trait ImageChannelType: ArrowNativeType {
    /// The number type.
    const CHANNEL_TYPE: ChannelDatatype;
}

macro_rules! channels {
    ($($type:ident: $variant:ident),*) => { $(
        impl ImageChannelType for $type {
            const CHANNEL_TYPE: ChannelDatatype = ChannelDatatype::$variant;
        }
    )* };
}

channels!(
    u8: U8, u16: U16, u32: U32, u64: U64, i8: I8, i16: I16, i32: I32, i64: I64, f16: F16, f32: F32,
    f64: F64
);
