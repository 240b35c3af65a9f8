//! What follows from an image format.

use std::fmt;

use super::{ChannelDatatype, ColorModel, ImageFormat, PixelFormat};

impl ChannelDatatype {
    /// Bits per number.
    pub const fn bits(self) -> usize {
        match self {
            Self::U8 | Self::I8 => 8,
            Self::U16 | Self::I16 | Self::F16 => 16,
            Self::U32 | Self::I32 | Self::F32 => 32,
            Self::U64 | Self::I64 | Self::F64 => 64,
        }
    }

    /// Whether it holds whole numbers only.
    pub const fn is_integer(&self) -> bool {
        !self.is_float()
    }

    /// Whether it holds fractions.
    pub const fn is_float(&self) -> bool {
        matches!(self, Self::F16 | Self::F32 | Self::F64)
    }

    /// The smallest finite number.
    pub fn min_value(&self) -> f64 {
        match self {
            Self::U8 | Self::U16 | Self::U32 | Self::U64 => 0.0,
            Self::I8 => i8::MIN.into(),
            Self::I16 => i16::MIN.into(),
            Self::I32 => i32::MIN.into(),
            Self::I64 => i64::MIN as f64,
            Self::F16 => half::f16::MIN.into(),
            Self::F32 => f32::MIN.into(),
            Self::F64 => f64::MIN,
        }
    }

    /// The largest finite number.
    pub fn max_value(&self) -> f64 {
        match self {
            Self::U8 => u8::MAX.into(),
            Self::U16 => u16::MAX.into(),
            Self::U32 => u32::MAX.into(),
            Self::U64 => u64::MAX as f64,
            Self::I8 => i8::MAX.into(),
            Self::I16 => i16::MAX.into(),
            Self::I32 => i32::MAX.into(),
            Self::I64 => i64::MAX as f64,
            Self::F16 => half::f16::MAX.into(),
            Self::F32 => f32::MAX.into(),
            Self::F64 => f64::MAX,
        }
    }
}

impl ColorModel {
    /// Channels per pixel.
    pub const fn num_channels(self) -> usize {
        match self {
            Self::L => 1,
            Self::RGB | Self::BGR => 3,
            Self::RGBA | Self::BGRA => 4,
        }
    }

    /// Whether the last channel is alpha.
    pub const fn has_alpha(&self) -> bool {
        matches!(self, Self::RGBA | Self::BGRA)
    }
}

impl PixelFormat {
    /// None has alpha.
    pub const fn has_alpha(&self) -> bool {
        false
    }

    /// None has fractions.
    pub const fn is_float(&self) -> bool {
        false
    }

    /// The bytes of an image of that width and height.
    pub fn num_bytes(&self, [w, h]: [u32; 2]) -> usize {
        let pixels = (w as usize).saturating_mul(h as usize);
        match self {
            Self::Y_U_V12_LimitedRange | Self::Y_U_V12_FullRange | Self::NV12 => {
                pixels.saturating_add(pixels / 2)
            }
            Self::YUY2 | Self::Y_U_V16_LimitedRange | Self::Y_U_V16_FullRange => {
                pixels.saturating_mul(2)
            }
            Self::Y_U_V24_LimitedRange | Self::Y_U_V24_FullRange => pixels.saturating_mul(3),
            Self::Y8_LimitedRange
            | Self::Y8_FullRange
            | Self::BayerRGGB8
            | Self::BayerBGGR8
            | Self::BayerGBRG8
            | Self::BayerGRBG8 => pixels,
        }
    }

    /// What it becomes when shown.
    pub const fn color_model(&self) -> ColorModel {
        ColorModel::RGB
    }

    /// What it becomes when shown.
    pub const fn datatype(&self) -> ChannelDatatype {
        ChannelDatatype::U8
    }
}

impl ImageFormat {
    /// An image with one channel, of no particular meaning.
    const fn plain([width, height]: [u32; 2], datatype: ChannelDatatype) -> Self {
        let channel_datatype = Some(datatype);
        Self {
            width,
            height,
            pixel_format: None,
            color_model: None,
            channel_datatype,
        }
    }

    /// Depths. `size` is width, height.
    pub const fn depth(size: [u32; 2], datatype: ChannelDatatype) -> Self {
        Self::plain(size, datatype)
    }

    /// Class ids. `size` is width, height.
    pub const fn segmentation(size: [u32; 2], datatype: ChannelDatatype) -> Self {
        Self::plain(size, datatype)
    }

    /// Brightness in bytes. `size` is width, height.
    pub const fn l8(size: [u32; 2]) -> Self {
        Self::from_color_model(size, ColorModel::L, ChannelDatatype::U8)
    }

    /// Red, green, blue in bytes. `size` is width, height.
    pub const fn rgb8(size: [u32; 2]) -> Self {
        Self::from_color_model(size, ColorModel::RGB, ChannelDatatype::U8)
    }

    /// Red, green, blue, alpha in bytes. `size` is width, height.
    pub const fn rgba8(size: [u32; 2]) -> Self {
        Self::from_color_model(size, ColorModel::RGBA, ChannelDatatype::U8)
    }

    /// Subsampled chroma or a raw mosaic. `size` is width, height.
    pub const fn from_pixel_format([width, height]: [u32; 2], pixel_format: PixelFormat) -> Self {
        let pixel_format = Some(pixel_format);
        Self {
            width,
            height,
            pixel_format,
            color_model: None,
            channel_datatype: None,
        }
    }

    /// Channels of numbers. `size` is width, height.
    pub const fn from_color_model(
        size: [u32; 2],
        color_model: ColorModel,
        datatype: ChannelDatatype,
    ) -> Self {
        Self {
            color_model: Some(color_model),
            ..Self::plain(size, datatype)
        }
    }

    /// Whether there is an alpha channel.
    pub const fn has_alpha(&self) -> bool {
        match self.pixel_format {
            Some(pixel_format) => pixel_format.has_alpha(),
            None => self.color_model().has_alpha(),
        }
    }

    /// Whether the channels hold fractions.
    pub const fn is_float(&self) -> bool {
        self.datatype().is_float()
    }

    /// The bytes of such an image.
    pub fn num_bytes(&self) -> usize {
        let size = [self.width, self.height];
        if let Some(pixel_format) = self.pixel_format {
            return pixel_format.num_bytes(size);
        }
        let bytes_per_pixel = self.color_model().num_channels() * self.datatype().bits() / 8;
        let pixels = (self.width as usize).saturating_mul(self.height as usize);
        pixels.saturating_mul(bytes_per_pixel)
    }

    /// The colour model that counts.
    pub const fn color_model(&self) -> ColorModel {
        match (self.pixel_format, self.color_model) {
            (Some(pixel_format), _) => pixel_format.color_model(),
            (None, Some(color_model)) => color_model,
            (None, None) => ColorModel::L,
        }
    }

    /// The number type that counts.
    pub const fn datatype(&self) -> ChannelDatatype {
        match (self.pixel_format, self.channel_datatype) {
            (Some(pixel_format), _) => pixel_format.datatype(),
            (None, Some(datatype)) => datatype,
            (None, None) => ChannelDatatype::U8,
        }
    }
}

impl fmt::Display for ImageFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{} ", self.width, self.height)?;
        match self.pixel_format {
            Some(pixel_format) => write!(f, "{pixel_format}"),
            None => write!(f, "{} {}", self.color_model(), self.datatype()),
        }
    }
}
