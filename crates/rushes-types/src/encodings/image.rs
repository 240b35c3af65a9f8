//! What the bytes of an image mean.

use crate::declare::{enum_encodings, struct_encodings};

enum_encodings! {
    NAMED in "rerun.encodings";

    /// The number type of one channel of a pixel.
    stable ChannelDatatype: u8 {
        /// 8 bits without sign.
        U8 = 6,
        /// 8 bits with sign.
        I8 = 7,
        /// 16 bits without sign.
        U16 = 8,
        /// 16 bits with sign.
        I16 = 9,
        /// 32 bits without sign.
        U32 = 10,
        /// 32 bits with sign.
        I32 = 11,
        /// 64 bits without sign.
        U64 = 12,
        /// 64 bits with sign.
        I64 = 13,
        /// 16-bit float.
        F16 = 33,
        /// 32-bit float.
        F32 = 34,
        /// 64-bit float.
        F64 = 35,
    } = U8;

    /// Which channels a pixel has, in which order.
    stable ColorModel: u8 {
        /// Brightness only.
        L = 1,
        /// Red, green, blue.
        RGB = 2,
        /// Red, green, blue, alpha that is not multiplied in.
        RGBA = 3,
        /// Blue, green, red.
        BGR = 4,
        /// Blue, green, red, alpha that is not multiplied in.
        BGRA = 5,
    } = L;

    /// Image layouts that are more than channels of numbers: subsampled chroma, and raw mosaics.
    ///
    /// In a limited range, Y spans 16 to 235, and U and V span 16 to 240.
    stable PixelFormat: u8 {
        /// 4:2:0 in planes Y, U, V (I420), limited range.
        Y_U_V12_LimitedRange = 20,
        /// 4:2:0 as a plane of Y and a plane of U and V in turns, limited range.
        NV12 = 26,
        /// 4:2:2 packed as Y0, U0, Y1, V0, limited range.
        YUY2 = 27,
        /// Only Y, full range.
        Y8_FullRange = 30,
        /// 4:4:4 in planes Y, U, V (I444), limited range.
        Y_U_V24_LimitedRange = 39,
        /// 4:4:4 in planes Y, U, V (I444), full range.
        Y_U_V24_FullRange = 40,
        /// Only Y, limited range.
        Y8_LimitedRange = 41,
        /// 4:2:0 in planes Y, U, V (I420), full range.
        Y_U_V12_FullRange = 44,
        /// 4:2:2 in planes Y, U, V (I422), limited range.
        Y_U_V16_LimitedRange = 49,
        /// 4:2:2 in planes Y, U, V (I422), full range.
        Y_U_V16_FullRange = 50,
        /// 8-bit mosaic: rows of R G, then rows of G B.
        BayerRGGB8 = 128,
        /// 8-bit mosaic: rows of B G, then rows of G R.
        BayerBGGR8 = 129,
        /// 8-bit mosaic: rows of G B, then rows of R G.
        BayerGBRG8 = 130,
        /// 8-bit mosaic: rows of G R, then rows of B G.
        BayerGRBG8 = 131,
    } = NV12;
}

struct_encodings! {
    FORMATS in "rerun.encodings" derive(Copy, Eq, Hash);

    /// How to read the bytes of an image: its size, and either a pixel format, or a colour model
    /// with a number type.
    stable ImageFormat {
        /// Pixels per row.
        width: u32,
        /// Rows.
        height: u32,
        /// If set, the two fields below do not count.
        pixel_format: Option<PixelFormat>,
        /// Unset means [`ColorModel::L`].
        color_model: Option<ColorModel>,
        /// Unset means [`ChannelDatatype::U8`].
        channel_datatype: Option<ChannelDatatype>,
    } = Self {
        width: 0,
        height: 0,
        pixel_format: None,
        color_model: None,
        channel_datatype: None,
    };
}
