//! The media types that the viewer knows.

use super::MediaType;

macro_rules! media_types {
    ($(
        $constant:ident, $constructor:ident = $text:literal, $extension:literal, $what:literal;
    )*) => {
        impl MediaType {
            $(
                #[doc = concat!($what, ".")]
                pub const $constant: &'static str = $text;
            )*

            $(
                #[doc = concat!($what, ".")]
                pub fn $constructor() -> Self {
                    Self::$constant.into()
                }
            )*

            /// How files of this type end, without the dot.
            pub fn file_extension(&self) -> Option<&'static str> {
                match self.as_str() {
                    $($text => Some($extension),)*
                    _ => None,
                }
            }

            /// The known type whose files end like that.
            pub(super) fn of_extension(extension: &str) -> Option<&'static str> {
                match extension {
                    $($extension => Some($text),)*
                    _ => None,
                }
            }
        }
    };
}

media_types! {
    TEXT, plain_text = "text/plain", "txt", "Plain text";
    MARKDOWN, markdown = "text/markdown", "md", "Markdown";
    JPEG, jpeg = "image/jpeg", "jpg", "A JPEG image";
    PNG, png = "image/png", "png", "A PNG image";
    TIFF, tiff = "image/tiff", "tiff", "A TIFF image";
    GLTF, gltf = "model/gltf+json", "gltf", "A glTF scene as JSON";
    GLB, glb = "model/gltf-binary", "glb", "A glTF scene in binary";
    OBJ, obj = "model/obj", "obj", "A Wavefront mesh";
    STL, stl = "model/stl", "stl", "An STL mesh";
    DAE, dae = "model/vnd.collada+xml", "dae", "A COLLADA scene";
    RVL, rvl = "application/rvl", "rvl", "A depth image compressed by RVL";
    MP4, mp4 = "video/mp4", "mp4", "An MP4 video";
    AAC, aac = "audio/aac", "aac", "AAC sound";
    FLAC, flac = "audio/flac", "flac", "FLAC sound";
    M4A, m4a = "audio/mp4", "m4a", "Sound in an MP4 file";
    MP3, mp3 = "audio/mpeg", "mp3", "MP3 sound";
    OGG, ogg = "audio/ogg", "ogg", "Sound in an Ogg file";
    WAV, wav = "audio/wav", "wav", "WAV sound";
    RRD, rrd = "application/x-rerun", "rrd", "A recording";
    MCAP, mcap = "application/x-mcap", "mcap", "An MCAP file";
    PLY, ply = "application/x-ply", "ply", "A PLY mesh or point cloud";
}

impl MediaType {
    /// Whether it is a picture.
    pub fn is_image(&self) -> bool {
        self.as_str().starts_with("image/")
    }

    /// Whether it is a video.
    pub fn is_video(&self) -> bool {
        self.as_str().starts_with("video/")
    }

    /// Whether it is sound.
    pub fn is_audio(&self) -> bool {
        self.as_str().starts_with("audio/")
    }
}
