//! Asset audio.

use std::path::Path;

use crate::components::{Blob, MediaType};
use crate::declare::archetype;

archetype! {
    /// Sound as the bytes of its file. It starts to play at the time of its logging.
    ///
    /// ```
    /// # use rushes_types::archetypes::AssetAudio;
    /// let sound = AssetAudio::from_file_contents(vec![0; 100], Some("audio/wav"));
    /// ```
    unstable AssetAudio;
    views ["Audio"];
    visualizer "AssetAudio";
    pub new(blob: Blob);

    /// File bytes.
    required blob: Blob (fixed),
    /// MIME type of the payload; unset means that the bytes are asked.
    recommended media_type: MediaType,
}

impl AssetAudio {
    /// The sound in a file, with the media type that its name or contents suggest.
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

    /// The sound in the contents of a file. Without a media type, they are asked for one.
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
