//! URIs: where data is, and what of it to show.
//!
//! Read in this order: `origin` (which server), this file (which of its things), `fragment` (what to
//! show of it).

mod fragment;
mod origin;

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use rushes_core::Tuid;

pub use fragment::{Fragment, TimeSelection};
pub use origin::{DEFAULT_CATALOG_PORT, DEFAULT_PROXY_PORT, Origin, Scheme};

use crate::{Error, Result};

/// What need not be encoded anywhere in a URI.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Where a message proxy is: `rerun+http://127.0.0.1:9876/proxy`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProxyUri {
    /// The server.
    pub origin: Origin,
}

/// A part of a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct DatasetUri {
    /// The server.
    pub origin: Origin,
    /// The entry of the dataset.
    pub dataset_id: Tuid,
    /// What the part is.
    pub part: DatasetPart,
    /// The segment, or the asset.
    pub segment_id: String,
    /// What to show of it.
    pub fragment: Fragment,
}

/// What a part of a dataset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatasetPart {
    /// A recording.
    Segment,
    /// Something that belongs to all of its recordings.
    Asset,
}

/// Anything that a server has.
#[derive(Clone, Debug, PartialEq)]
pub enum Uri {
    /// The catalog of all that it has.
    Catalog(Origin),
    /// A message proxy.
    Proxy(ProxyUri),
    /// A dataset or table.
    Entry {
        /// The server.
        origin: Origin,
        /// Which one.
        id: Tuid,
    },
    /// The entries whose dotted names start so.
    Folder {
        /// The server.
        origin: Origin,
        /// The start of the names.
        path: String,
    },
    /// A part of a dataset.
    Dataset(DatasetUri),
}

impl Uri {
    /// Reads a URI that may be relative: a path is one on `base`.
    ///
    /// # Errors
    /// If it is no URI of ours.
    pub fn parse_on(text: &str, base: &Origin) -> Result<Self> {
        let text = text.trim();
        if text.starts_with('/') {
            Self::parse_rest(base.clone(), text, text)
        } else {
            text.parse()
        }
    }

    /// The server.
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Catalog(origin) | Self::Entry { origin, .. } | Self::Folder { origin, .. } => {
                origin
            }
            Self::Proxy(uri) => &uri.origin,
            Self::Dataset(uri) => &uri.origin,
        }
    }

    /// Reads what comes behind the origin; `whole` is for errors.
    fn parse_rest(origin: Origin, rest: &str, whole: &str) -> Result<Self> {
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut parts = path.trim_start_matches('/').split('/');
        let mut next = || parts.next().filter(|part| !part.is_empty());
        match (next(), next(), next()) {
            (None | Some("catalog"), ..) => Ok(Self::Catalog(origin)),
            (Some("proxy"), ..) => Ok(Self::Proxy(ProxyUri { origin })),
            (Some("entry"), Some(id), _) => Ok(Self::Entry {
                origin,
                id: parse_id(id, whole)?,
            }),
            (Some("folder"), Some(path), _) => Ok(Self::Folder {
                origin,
                path: decode(path)?,
            }),
            (Some("dataset"), Some(id), part) => Ok(Self::Dataset(DatasetUri {
                origin,
                dataset_id: parse_id(id, whole)?,
                part: match part {
                    Some("assets") => DatasetPart::Asset,
                    _ => DatasetPart::Segment,
                },
                segment_id: segment_id(query, whole)?,
                fragment: Fragment::parse_forgiving(fragment),
            })),
            (Some(first), ..) => Err(Error::uri(format!(
                "invalid URI {whole:?}: /{first} is none of /proxy, /catalog, /entry/ID, \
                 /folder/PATH, /dataset/ID"
            ))),
        }
    }
}

/// Which segment a query names, under its present or its former key.
fn segment_id(query: &str, whole: &str) -> Result<String> {
    let value_of = |key: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let value = pairs.find(|(name, value)| *name == key && !value.is_empty());
        value.map(|(_, value)| value)
    };
    match (value_of("segment_id"), value_of("partition_id")) {
        (Some(id), None) | (None, Some(id)) => decode(id),
        (Some(_), Some(_)) => Err(Error::uri(format!(
            "invalid URI {whole:?}: it has a segment_id and a partition_id, which is the same; \
             keep the first"
        ))),
        (None, None) => Err(Error::uri(format!(
            "invalid URI {whole:?}: it names no part of the dataset; add ?segment_id=ID"
        ))),
    }
}

fn parse_id(text: &str, whole: &str) -> Result<Tuid> {
    text.parse()
        .map_err(|error| Error::uri(format!("invalid URI {whole:?}: {error}")).caused_by(error))
}

fn decode(text: &str) -> Result<String> {
    let text = percent_decode_str(text).decode_utf8();
    text.map(Into::into)
        .map_err(|error| Error::uri("a percent-encoded text is not UTF-8").caused_by(error))
}

fn encode(text: &str) -> impl fmt::Display + '_ {
    utf8_percent_encode(text, ENCODED)
}

impl FromStr for Uri {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let (origin, rest) = Origin::parse_start(text)?;
        Self::parse_rest(origin, rest, text)
    }
}

impl FromStr for ProxyUri {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.parse()? {
            Uri::Proxy(uri) => Ok(uri),
            other => Err(Error::uri(format!(
                "invalid endpoint {text:?}: expected a message proxy, such as {}/proxy",
                other.origin()
            ))),
        }
    }
}

impl ProxyUri {
    /// The proxy of a server on this machine.
    pub fn local(port: u16) -> Self {
        Self {
            origin: Origin::local(port),
        }
    }
}

impl Default for ProxyUri {
    /// Where viewers listen.
    fn default() -> Self {
        Self::local(DEFAULT_PROXY_PORT)
    }
}

impl fmt::Display for ProxyUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/proxy", self.origin)
    }
}

impl fmt::Display for DatasetUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let assets = match self.part {
            DatasetPart::Segment => "",
            DatasetPart::Asset => "/assets",
        };
        write!(
            f,
            "{}/dataset/{}{assets}?segment_id={}",
            self.origin,
            self.dataset_id,
            encode(&self.segment_id)
        )?;
        if self.fragment.is_empty() {
            return Ok(());
        }
        write!(f, "#{}", self.fragment)
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Catalog(origin) => write!(f, "{origin}/catalog"),
            Self::Proxy(uri) => uri.fmt(f),
            Self::Entry { origin, id } => write!(f, "{origin}/entry/{id}"),
            Self::Folder { origin, path } => write!(f, "{origin}/folder/{}", encode(path)),
            Self::Dataset(uri) => uri.fmt(f),
        }
    }
}
