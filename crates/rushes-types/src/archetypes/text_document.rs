//! Text document.

use std::path::Path;

use crate::components::{MediaType, Text};
use crate::declare::archetype;

archetype! {
    /// A text to be read as a whole, plain or Markdown.
    ///
    /// ```
    /// # use rushes_types::archetypes::TextDocument;
    /// let notes = TextDocument::from_markdown("# Monday\nThe *first* run.");
    /// ```
    stable TextDocument;
    views ["TextDocument"];
    visualizer "TextDocument";
    pub new(text: Text);

    /// Document body.
    required text: Text,
    /// Text/plain or text/markdown; unset means text/plain.
    optional media_type: MediaType = value("text/plain"),
}

/// A file is not a text document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TextDocumentError {
    /// The file could not be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),

    /// The bytes are not UTF-8.
    #[error("the document is not UTF-8 text: {0}")]
    NotUtf8(#[from] std::string::FromUtf8Error),
}

impl TextDocument {
    /// The text of a file, with the media type that its name or contents suggest.
    ///
    /// # Errors
    /// If the file cannot be read, or is not UTF-8.
    pub fn from_file_path(filepath: impl AsRef<Path>) -> Result<Self, TextDocumentError> {
        let filepath = filepath.as_ref();
        let contents = std::fs::read(filepath)?;
        let media_type = MediaType::guess_from_path(filepath);
        Self::from_file_contents(contents, media_type)
    }

    /// A text. Without a media type, the contents are asked for one.
    ///
    /// # Errors
    /// If the bytes are not UTF-8.
    pub fn from_file_contents(
        contents: Vec<u8>,
        media_type: Option<impl Into<MediaType>>,
    ) -> Result<Self, TextDocumentError> {
        let media_type = media_type.map(Into::into);
        let media_type = MediaType::or_guess_from_data(media_type, &contents);
        let document = Self::new(String::from_utf8(contents)?);
        Ok(match media_type {
            Some(media_type) => document.with_media_type(media_type),
            None => document,
        })
    }

    /// A text in Markdown.
    pub fn from_markdown(markdown: impl Into<Text>) -> Self {
        Self::new(markdown).with_media_type(MediaType::markdown())
    }
}
