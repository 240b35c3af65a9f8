//! Encoded depth image.

use std::path::Path;

use super::notes::UNDER_A_PINHOLE;
use crate::components::{
    Blob, Colormap, DepthMeter, DrawOrder, FillRatio, MagnificationFilter, MediaType, ValueRange,
};
use crate::declare::archetype;

archetype! {
    /// An image of depths as the bytes of its file: PNG, TIFF or RVL.
    ///
    /// ```
    /// # use rushes_types::archetypes::EncodedDepthImage;
    /// let depths = EncodedDepthImage::from_file_contents(vec![0; 100]).with_meter(1000.0);
    /// ```
    unstable EncodedDepthImage;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "EncodedDepthImage";
    pub new(blob: Blob);

    /// Compressed depth file.
    required blob: Blob (fixed),
    /// MIME type of the payload; unset means that the bytes are asked.
    recommended media_type: MediaType,
    /// Depth units per metre.
    recommended meter: DepthMeter = rule(
            "1.0 for RVL payloads with depth quantization, 1000.0 otherwise"
        ),
    /// Colour ramp for scalar values.
    optional colormap: Colormap = value(Colormap::Turbo),
    /// Depth values mapped to the colormap ends.
    optional depth_range: ValueRange = rule(
            "[0, largest finite value]; undecodable: [0, 2^bit_depth - 1]; no data: [0, 65535]"
        ),
    /// Scale of back-projected point radii (3D only).
    optional point_fill_ratio: FillRatio,
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(-20.0),
    /// Filter on depth values before colouring, 2D only.
    optional magnification_filter: MagnificationFilter,
}

impl EncodedDepthImage {
    /// The depth image in a file, with the media type that its name or contents suggest.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn from_file(filepath: impl AsRef<Path>) -> std::io::Result<Self> {
        let filepath = filepath.as_ref();
        let contents = std::fs::read(filepath)?;
        let media_type = MediaType::guess_from_path(filepath);
        let media_type = MediaType::or_guess_from_data(media_type, &contents);
        Ok(Self::with_opt_media_type(contents, media_type))
    }

    /// The depth image in the contents of a file, with the media type that they suggest.
    pub fn from_file_contents(bytes: Vec<u8>) -> Self {
        let media_type = MediaType::guess_from_data(&bytes);
        Self::with_opt_media_type(bytes, media_type)
    }

    fn with_opt_media_type(bytes: Vec<u8>, media_type: Option<MediaType>) -> Self {
        let image = Self::new(bytes);
        match media_type {
            Some(media_type) => image.with_media_type(media_type),
            None => image,
        }
    }
}
