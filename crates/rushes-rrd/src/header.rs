//! The 12 bytes that start every stream.

use rushes_core::CrateVersion;

use crate::{Error, ErrorKind, Result};

/// Bytes in a stream header.
pub const STREAM_HEADER_BYTES: usize = 12;
/// The magic number of current streams.
pub const MAGIC: [u8; 4] = *b"RRF2";

/// How the payload of a message is compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Compression {
    /// Not at all.
    None,
    /// As one raw LZ4 block.
    #[default]
    Lz4,
}

/// What a stream says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamHeader {
    /// Version of the format's producer.
    pub version: CrateVersion,
    /// What the writer intended; each message states its own.
    pub compression: Compression,
}

impl StreamHeader {
    /// The header's bytes.
    pub fn to_bytes(self) -> [u8; STREAM_HEADER_BYTES] {
        let [m0, m1, m2, m3] = MAGIC;
        let [v0, v1, v2, v3] = self.version.to_bytes();
        let compression = match self.compression {
            Compression::None => 0,
            Compression::Lz4 => 1,
        };
        [
            m0,
            m1,
            m2,
            m3,
            v0,
            v1,
            v2,
            v3,
            compression,
            SERIALIZER_PROTOBUF,
            0,
            0,
        ]
    }

    /// Reads a header. Fails with [`ErrorKind::NotRrd`] and says what was found instead.
    pub fn parse(bytes: &[u8; STREAM_HEADER_BYTES]) -> Result<Self> {
        let [
            m0,
            m1,
            m2,
            m3,
            v0,
            v1,
            v2,
            v3,
            compression,
            serializer,
            r0,
            r1,
        ] = *bytes;
        let not_rrd = |message: String| Err(Error::new(ErrorKind::NotRrd, message));
        let magic = [m0, m1, m2, m3];
        if magic == *b"RRF0" || magic == *b"RRF1" {
            return not_rrd(format!(
                "found {}, written before 0.15; migrate it with an older release",
                magic.escape_ascii()
            ));
        }
        if magic != MAGIC {
            return not_rrd(format!(
                "not an RRD stream: expected it to start with \"RRF2\", found \"{}\"",
                magic.escape_ascii()
            ));
        }
        if [r0, r1] != [0, 0] {
            return not_rrd(format!(
                "unknown reserved bytes {r0:#04x} {r1:#04x} in the header"
            ));
        }
        let compression = match compression {
            0 => Compression::None,
            1 => Compression::Lz4,
            other => return not_rrd(format!("unknown compression {other} in the header")),
        };
        match serializer {
            SERIALIZER_PROTOBUF => {}
            1 => {
                return not_rrd(
                    "the stream is serialized with MessagePack, which is no longer supported; \
                     migrate it with an older release"
                        .to_owned(),
                );
            }
            other => return not_rrd(format!("unknown serializer {other} in the header")),
        }
        let version = CrateVersion::from_bytes([v0, v1, v2, v3]);
        if version.major == 0 && version.minor < OLDEST_MINOR {
            return not_rrd(format!(
                "written by version {version}; the oldest supported is 0.{OLDEST_MINOR}.0, the \
                 current {}. Migrate it with an older release",
                CrateVersion::WIRE
            ));
        }
        Ok(Self {
            version,
            compression,
        })
    }

    /// Whether the stream's chunks may need migration: its producer is older than ours.
    pub fn is_legacy(&self) -> bool {
        self.version.cmp_release(CrateVersion::WIRE).is_lt()
    }

    /// Whether the stream's producer is newer than the version that we speak.
    pub fn is_newer(&self) -> bool {
        self.version.cmp_release(CrateVersion::WIRE).is_gt()
    }
}

const SERIALIZER_PROTOBUF: u8 = 2;
const OLDEST_MINOR: u8 = 23;
