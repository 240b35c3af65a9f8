//! Asset 3D.

use std::path::Path;

use super::notes::OVER_A_PINHOLE;
use crate::components::{AlbedoFactor, Blob, MediaType};
use crate::declare::archetype;

archetype! {
    /// A 3D model as the bytes of its file: glTF, GLB, OBJ, STL or PLY.
    ///
    /// ```
    /// # use rushes_types::archetypes::Asset3D;
    /// let model = Asset3D::from_file_contents(b"solid".to_vec(), Some("model/stl"));
    /// ```
    stable Asset3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    visualizer "Asset3D";
    pub new(blob: Blob);

    /// File bytes.
    required blob: Blob (fixed),
    /// MIME type of the payload; unset means that the bytes are asked.
    recommended media_type: MediaType,
    /// Colour multiplier; replaces the material factors when set.
    optional albedo_factor: AlbedoFactor,
}

impl Asset3D {
    /// The model in a file, with the media type that its name or contents suggest.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn from_file_path(filepath: impl AsRef<Path>) -> std::io::Result<Self> {
        let filepath = filepath.as_ref();
        let contents = std::fs::read(filepath)?;
        Ok(Self::from_file_contents(
            contents,
            MediaType::guess_from_path(filepath),
        ))
    }

    /// The model in the contents of a file. Without a media type, they are asked for one.
    pub fn from_file_contents(contents: Vec<u8>, media_type: Option<impl Into<MediaType>>) -> Self {
        let media_type = media_type.map(Into::into);
        let media_type = MediaType::or_guess_from_data(media_type, &contents);
        let asset = Self::new(contents);
        match media_type {
            Some(media_type) => asset.with_media_type(media_type),
            None => asset,
        }
    }
}
