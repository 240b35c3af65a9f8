//! Guessing what a file is, from its name or its first bytes.

use std::path::Path;

use super::MediaType;

/// Extensions besides the usual one of each type.
const OTHER_EXTENSIONS: &[(&str, &str)] = &[
    ("jpeg", MediaType::JPEG),
    ("jpe", MediaType::JPEG),
    ("tif", MediaType::TIFF),
    ("markdown", MediaType::MARKDOWN),
    ("text", MediaType::TEXT),
    ("log", MediaType::TEXT),
    ("m4v", "video/x-m4v"),
    ("mov", "video/quicktime"),
    ("webm", "video/webm"),
    ("mkv", "video/x-matroska"),
    ("avi", "video/x-msvideo"),
    ("oga", MediaType::OGG),
    ("opus", MediaType::OGG),
    ("bmp", "image/bmp"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/x-icon"),
    ("svg", "image/svg+xml"),
    ("json", "application/json"),
    ("xml", "text/xml"),
    ("html", "text/html"),
    ("csv", "text/csv"),
    ("pdf", "application/pdf"),
];

/// How files of a type begin; bytes to skip, then bytes to find.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"fLaC", MediaType::FLAC),
    (4, b"ftypM4A", MediaType::M4A),
    (8, b"WAVE", MediaType::WAV),
    (0, b"RRF2", MediaType::RRD),
    (0, b"RRF1", MediaType::RRD),
    (0, b"RRF0", MediaType::RRD),
    (0, b"\x89MCAP0\r\n", MediaType::MCAP),
    (0, b"ply\n", MediaType::PLY),
    (0, b"ply\r\n", MediaType::PLY),
    (0, b"glTF\x01\0\0\0", MediaType::GLB),
    (0, b"glTF\x02\0\0\0", MediaType::GLB),
    (0, b"solid", MediaType::STL),
    (0, b"<COLLADA>", MediaType::DAE),
    (0, b"\xFF\xD8\xFF", MediaType::JPEG),
    (0, b"\x89PNG\r\n\x1A\n", MediaType::PNG),
    (0, b"II*\0", MediaType::TIFF),
    (0, b"MM\0*", MediaType::TIFF),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"BM", "image/bmp"),
    (4, b"ftyp", MediaType::MP4),
    (0, b"\x1A\x45\xDF\xA3", "video/x-matroska"),
    (0, b"OggS", MediaType::OGG),
    (0, b"ID3", MediaType::MP3),
    (0, b"\xFF\xFB", MediaType::MP3),
    (0, b"\xFF\xF3", MediaType::MP3),
    (0, b"\xFF\xF2", MediaType::MP3),
    (0, b"\xFF\xF1", MediaType::AAC),
    (0, b"\xFF\xF9", MediaType::AAC),
    (0, b"%PDF", "application/pdf"),
];

impl MediaType {
    /// What a file of that name usually is.
    pub fn guess_from_path(path: impl AsRef<Path>) -> Option<Self> {
        let extension = path.as_ref().extension()?.to_str()?.to_ascii_lowercase();
        let others = || {
            OTHER_EXTENSIONS
                .iter()
                .find(|(other, _)| *other == extension)
        };
        let known = Self::of_extension(&extension);
        known
            .or_else(|| others().map(|(_, text)| *text))
            .map(Self::from)
    }

    /// What a file that begins like that is.
    pub fn guess_from_data(data: &[u8]) -> Option<Self> {
        let begins = |(skip, bytes, _): &&(usize, &[u8], &str)| {
            data.get(*skip..)
                .is_some_and(|data| data.starts_with(bytes))
        };
        let known = SIGNATURES.iter().find(begins).map(|(_, _, text)| *text);
        known
            .or_else(|| is_rvl(data).then_some(Self::RVL))
            .map(Self::from)
    }

    /// The type given, or else what a file of that name usually is.
    pub fn or_guess_from_path(opt: Option<Self>, path: impl AsRef<Path>) -> Option<Self> {
        opt.or_else(|| Self::guess_from_path(path))
    }

    /// The type given, or else what a file that begins like that is.
    pub fn or_guess_from_data(opt: Option<Self>, data: &[u8]) -> Option<Self> {
        opt.or_else(|| Self::guess_from_data(data))
    }
}

/// RVL has no signature, only a header that must make sense: a format number, the two numbers of
/// the quantization, width and height.
fn is_rvl(data: &[u8]) -> bool {
    let Some(header) = data.get(..20) else {
        return false;
    };
    let (words, _) = header.as_chunks::<4>();
    let &[_, a, b, width, height] = words else {
        return false;
    };
    let (a, b) = (f32::from_le_bytes(a), f32::from_le_bytes(b));
    let sensible = |length: [u8; 4]| (1..=65536).contains(&u32::from_le_bytes(length));
    (0.0..=1e4).contains(&a) && b.abs() <= 1e4 && sensible(width) && sensible(height)
}
