//! What a stream says about a store before it sends its chunks.

use std::fmt;

use crate::{CrateVersion, StoreId};

/// Introduces a store. Its `{:#?}` is what the `print` command shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreInfo {
    /// Which store.
    pub store_id: StoreId,
    /// What made it.
    pub store_source: StoreSource,
    /// The version that it was made with, if known.
    pub store_version: Option<CrateVersion>,
}

impl StoreInfo {
    /// A store of unknown version.
    pub fn new(store_id: StoreId, store_source: StoreSource) -> Self {
        Self {
            store_id,
            store_source,
            store_version: None,
        }
    }

    /// A store written with the wire version of this code.
    pub fn of_this_version(store_id: StoreId, store_source: StoreSource) -> Self {
        Self {
            store_id,
            store_source,
            store_version: Some(CrateVersion::WIRE),
        }
    }
}

/// What made a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreSource {
    /// Not said.
    Unknown,
    /// The C SDK, also through C++.
    CSdk,
    /// The Python SDK under this Python.
    PythonSdk(PythonVersion),
    /// The Rust SDK.
    RustSdk {
        /// Version of the compiler.
        rustc_version: String,
        /// Version of the compiler's code generator.
        llvm_version: String,
    },
    /// Imported from a file.
    File {
        /// How the file was given.
        file_source: FileSource,
    },
    /// The viewer itself.
    Viewer,
    /// Something else, described in free text.
    Other(String),
}

impl fmt::Display for StoreSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("unknown"),
            Self::CSdk => f.write_str("C SDK"),
            Self::PythonSdk(version) => write!(f, "Python {version} SDK"),
            Self::RustSdk { rustc_version, .. } => write!(f, "Rust SDK (rustc {rustc_version})"),
            Self::File { file_source } => write!(f, "file via {file_source}"),
            Self::Viewer => f.write_str("viewer"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// How a file came to be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileSource {
    /// Named on the command line.
    Cli,
    /// Fetched from a URI.
    Uri,
    /// Dropped onto the viewer.
    DragAndDrop,
    /// Chosen in the viewer's file dialog.
    FileDialog,
    /// Logged through an SDK.
    Sdk,
}

impl fmt::Display for FileSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cli => "command line",
            Self::Uri => "URI",
            Self::DragAndDrop => "drag and drop",
            Self::FileDialog => "file dialog",
            Self::Sdk => "SDK",
        })
    }
}

/// The version of a Python interpreter. Debug and display are its text, e.g. `3.13.0rc1`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PythonVersion {
    /// The first number.
    pub major: u8,
    /// The second number.
    pub minor: u8,
    /// The third number.
    pub patch: u8,
    /// What follows the numbers, e.g. `rc1` or `+`.
    pub suffix: String,
}

impl fmt::Display for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}.{}.{}{}",
            self.major, self.minor, self.patch, self.suffix
        )
    }
}

impl fmt::Debug for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_debug_form_reads_well() {
        let python = PythonVersion {
            major: 3,
            minor: 11,
            patch: 7,
            suffix: String::new(),
        };
        let info = StoreInfo::of_this_version(
            StoreId::recording("demo", "rec1"),
            StoreSource::PythonSdk(python),
        );
        let expected = r#"StoreInfo {
    store_id: StoreId(
        Recording,
        "demo",
        "rec1",
    ),
    store_source: PythonSdk(
        3.11.7,
    ),
    store_version: Some(
        CrateVersion {
            major: 0,
            minor: 41,
            patch: 0,
            meta: None,
        },
    ),
}"#;
        assert_eq!(format!("{info:#?}"), expected);
    }

    #[test]
    fn a_python_suffix_follows_the_numbers() {
        let version = PythonVersion {
            major: 3,
            minor: 13,
            patch: 0,
            suffix: "rc1".into(),
        };
        assert_eq!(version.to_string(), "3.13.0rc1");
    }
}
