//! Encoded image.

use std::path::Path;

use super::notes::{SEE_THROUGH_TO_DEPTH, UNDER_A_PINHOLE};
use crate::components::{Blob, DrawOrder, MagnificationFilter, MediaType, Opacity};
use crate::declare::archetype;

archetype! {
    /// An image as the bytes of its file: JPEG, PNG and others.
    ///
    /// ```
    /// # use rushes_types::archetypes::EncodedImage;
    /// let photo = EncodedImage::from_file_contents(b"\xFF\xD8\xFF".to_vec());
    /// ```
    stable EncodedImage;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "EncodedImage";
    pub new(blob: Blob);

    /// Compressed image file.
    required blob: Blob (fixed),
    /// MIME type of the payload; unset means that the bytes are asked.
    recommended media_type: MediaType,
    /// Overall opacity 0..1.
    optional opacity: Opacity
        in "2D", "3D": rule(SEE_THROUGH_TO_DEPTH),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(-10.0),
    /// Texture filter when enlarged.
    optional magnification_filter: MagnificationFilter,
}

impl EncodedImage {
    /// The image in a file, with the media type that its name or contents suggest.
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

    /// The image in the contents of a file, with the media type that they suggest.
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
