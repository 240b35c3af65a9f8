//! Asset video.

use std::path::Path;

use super::notes::UNDER_A_PINHOLE;
use crate::components::{Blob, MediaType};
use crate::declare::archetype;
use crate::encodings;
use crate::layout::Layout as _;
use crate::video::{VideoLoadError, frame_timestamps_nanos};

archetype! {
    /// A video as the bytes of its file. What is seen of it when, a [`VideoFrameReference`] says.
    ///
    /// [`VideoFrameReference`]: crate::archetypes::VideoFrameReference
    ///
    /// ```
    /// # use rushes_types::archetypes::AssetVideo;
    /// let video = AssetVideo::from_file_contents(vec![0; 100], Some("video/mp4"));
    /// ```
    stable AssetVideo;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    pub new(blob: Blob);

    /// File bytes.
    required blob: Blob (fixed),
    /// MIME type of the payload; unset means that the bytes are asked.
    recommended media_type: MediaType,
}

impl AssetVideo {
    /// The video in a file, with the media type that its name or contents suggest.
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

    /// The video in the contents of a file. Without a media type, they are asked for one.
    pub fn from_file_contents(contents: Vec<u8>, media_type: Option<impl Into<MediaType>>) -> Self {
        let media_type = media_type.map(Into::into);
        let media_type = MediaType::or_guess_from_data(media_type, &contents);
        let asset = Self::new(contents);
        match media_type {
            Some(media_type) => asset.with_media_type(media_type),
            None => asset,
        }
    }

    /// When each picture of the video is shown, in nanoseconds from its start, in order.
    ///
    /// # Errors
    /// If there is no video, it is not MP4, or it is damaged.
    pub fn read_frame_timestamps_nanos(&self) -> Result<Vec<i64>, VideoLoadError> {
        let blob = self.blob.as_ref().ok_or(VideoLoadError::Missing)?;
        let bytes =
            encodings::Blob::serialized_blob_as_slice(blob).ok_or(VideoLoadError::Missing)?;
        let media_type = self.media_type.as_ref();
        let media_type = media_type.and_then(|batch| MediaType::decode(&batch.array).ok()?.pop());
        match MediaType::or_guess_from_data(media_type, bytes) {
            Some(other) if other.as_str() != MediaType::MP4 => {
                Err(VideoLoadError::UnsupportedMediaType(other.into()))
            }
            _ => frame_timestamps_nanos(bytes),
        }
    }
}
