//! Single pixels of subsampled chroma and of raw mosaics.

use super::PixelFormat;

/// How brightness and chroma become red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YuvMatrixCoefficients {
    /// Brightness only.
    Identity,
    /// Of standard definition television.
    Bt601,
    /// Of high definition television.
    Bt709,
}

/// The colours of the four pixels of a mosaic: the upper row, then the lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BayerPattern {
    /// Red, green; green, blue.
    Rggb,
    /// Blue, green; green, red.
    Bggr,
    /// Green, blue; red, green.
    Gbrg,
    /// Green, red; blue, green.
    Grbg,
}

/// A colour of a mosaic, as an index of red, green, blue.
const RED: usize = 0;
const GREEN: usize = 1;
const BLUE: usize = 2;

impl BayerPattern {
    /// The colour of a pixel.
    const fn color_at(self, [x, y]: [u32; 2]) -> usize {
        let colors = match self {
            Self::Rggb => [[RED, GREEN], [GREEN, BLUE]],
            Self::Bggr => [[BLUE, GREEN], [GREEN, RED]],
            Self::Gbrg => [[GREEN, BLUE], [RED, GREEN]],
            Self::Grbg => [[GREEN, RED], [BLUE, GREEN]],
        };
        colors[(y % 2) as usize][(x % 2) as usize]
    }
}

impl PixelFormat {
    /// The mosaic, if it is one.
    pub const fn bayer_pattern(&self) -> Option<BayerPattern> {
        match self {
            Self::BayerRGGB8 => Some(BayerPattern::Rggb),
            Self::BayerBGGR8 => Some(BayerPattern::Bggr),
            Self::BayerGBRG8 => Some(BayerPattern::Gbrg),
            Self::BayerGRBG8 => Some(BayerPattern::Grbg),
            _ => None,
        }
    }

    /// Whether brightness spans only 16 to 235, and chroma 16 to 240.
    pub const fn is_limited_yuv_range(&self) -> bool {
        matches!(
            self,
            Self::Y_U_V12_LimitedRange
                | Self::Y_U_V16_LimitedRange
                | Self::Y_U_V24_LimitedRange
                | Self::Y8_LimitedRange
                | Self::NV12
                | Self::YUY2
        )
    }

    /// How brightness and chroma become colours.
    pub const fn yuv_matrix_coefficients(&self) -> YuvMatrixCoefficients {
        match self {
            Self::NV12 | Self::YUY2 => YuvMatrixCoefficients::Bt601,
            Self::Y8_FullRange | Self::Y8_LimitedRange => YuvMatrixCoefficients::Identity,
            _ => YuvMatrixCoefficients::Bt709,
        }
    }

    /// Brightness and chroma of a pixel as they are stored; nothing if there is no such pixel, or
    /// it has none.
    pub fn decode_yuv_at(&self, buf: &[u8], [w, h]: [u32; 2], [x, y]: [u32; 2]) -> Option<[u8; 3]> {
        if x >= w || y >= h {
            return None;
        }
        let [w, h, x, y] = [w, h, x, y].map(|number| number as usize);
        let pixels = w.checked_mul(h)?;
        let at = |index: usize| buf.get(index).copied();
        let planes =
            |index: usize, len: usize| Some([at(pixels + index)?, at(pixels + len + index)?]);
        let [u, v] = match self {
            Self::Y8_FullRange | Self::Y8_LimitedRange => [128, 128],
            Self::Y_U_V24_LimitedRange | Self::Y_U_V24_FullRange => planes(y * w + x, pixels)?,
            Self::Y_U_V16_LimitedRange | Self::Y_U_V16_FullRange => {
                planes(y * (w / 2) + x / 2, w / 2 * h)?
            }
            Self::Y_U_V12_LimitedRange | Self::Y_U_V12_FullRange => {
                planes(y / 2 * (w / 2) + x / 2, w / 2 * (h / 2))?
            }
            Self::NV12 => {
                let pair = pixels + y / 2 * w + x / 2 * 2;
                [at(pair)?, at(pair + 1)?]
            }
            Self::YUY2 => {
                let pair = (y * w + x / 2 * 2) * 2;
                return Some([at(pair + x % 2 * 2)?, at(pair + 1)?, at(pair + 3)?]);
            }
            _ => return None,
        };
        Some([at(y * w + x)?, u, v])
    }

    /// Red, green and blue of a pixel; nothing if there is no such pixel.
    pub fn decode_rgb_at(&self, buf: &[u8], size: [u32; 2], at: [u32; 2]) -> Option<[u8; 3]> {
        match self.bayer_pattern() {
            Some(pattern) => decode_bayer(pattern, buf, size, at),
            None => Some(self.rgb_from_yuv(self.decode_yuv_at(buf, size, at)?)),
        }
    }

    fn rgb_from_yuv(self, yuv: [u8; 3]) -> [u8; 3] {
        let [y, u, v] = yuv.map(f32::from);
        let (y, u, v) = if self.is_limited_yuv_range() {
            ((y - 16.0) / 219.0, (u - 128.0) / 224.0, (v - 128.0) / 224.0)
        } else {
            (y / 255.0, (u - 128.0) / 255.0, (v - 128.0) / 255.0)
        };
        let rgb = match self.yuv_matrix_coefficients() {
            YuvMatrixCoefficients::Identity => [y, y, y],
            YuvMatrixCoefficients::Bt601 => {
                [y + 1.402 * v, y - 0.344 * u - 0.714 * v, y + 1.772 * u]
            }
            YuvMatrixCoefficients::Bt709 => {
                [y + 1.575 * v, y - 0.187 * u - 0.468 * v, y + 1.856 * u]
            }
        };
        // Casting cuts what is outside.
        rgb.map(|channel| (255.0 * channel) as u8)
    }
}

/// The colours of a pixel of a mosaic: its own, and the means of those around it.
fn decode_bayer(
    pattern: BayerPattern,
    buf: &[u8],
    [w, h]: [u32; 2],
    [x, y]: [u32; 2],
) -> Option<[u8; 3]> {
    if x >= w || y >= h {
        return None;
    }
    let value = |[x, y]: [u32; 2]| buf.get(y as usize * w as usize + x as usize).copied();
    let own = value([x, y])?;
    let (mut sums, mut counts) = ([0u32; 3], [0u32; 3]);
    for neighbor_y in y.saturating_sub(1)..=y.saturating_add(1).min(h - 1) {
        for neighbor_x in x.saturating_sub(1)..=x.saturating_add(1).min(w - 1) {
            let at = [neighbor_x, neighbor_y];
            let color = pattern.color_at(at);
            sums[color] += u32::from(value(at)?);
            counts[color] += 1;
        }
    }
    let mut rgb = [0; 3];
    for (channel, (sum, count)) in rgb.iter_mut().zip(sums.into_iter().zip(counts)) {
        *channel = sum.checked_div(count).map_or(own, |mean| mean as u8);
    }
    rgb[pattern.color_at([x, y])] = own;
    Some(rgb)
}
