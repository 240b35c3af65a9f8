//! Where commands read from: files and URLs in the given order, or standard input.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::Context as _;
use rushes_rrd::{Limits, ManifestReader, MessageReader, StoredIndex};

use crate::paths;
use crate::remote::{Remote, Wanted};

/// One input of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or something special that can be opened like one.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// What is elsewhere.
    Remote(Remote),
}

impl Input {
    /// The inputs that the arguments name; none, or only empty ones, mean standard input.
    ///
    /// A folder means the recordings and blueprints in it and below, in the order of their paths; a
    /// pattern that is no path, the paths that it matches. Fails where there is none.
    pub fn from_paths(paths: &[PathBuf]) -> anyhow::Result<Vec<Self>> {
        let mut inputs = Vec::new();
        for path in paths.iter().filter(|path| !path.as_os_str().is_empty()) {
            match path.to_str() {
                Some("-") => inputs.push(Self::Stdin),
                text => match text.and_then(Remote::parse) {
                    Some(remote) => inputs.push(Self::Remote(remote)),
                    None => inputs.extend(paths::expand(path)?.into_iter().map(Self::Path)),
                },
            }
        }
        if inputs.is_empty() {
            inputs.push(Self::Stdin);
        }
        Ok(inputs)
    }

    /// Opens the input.
    pub fn open(&self) -> rushes_rrd::Result<MessageReader<Box<dyn Read>>> {
        self.open_for(None)
    }

    /// Opens the input, for someone who wants only the chunks of some entities, and may get more.
    pub fn open_for(
        &self,
        wanted: Option<Wanted<'_>>,
    ) -> rushes_rrd::Result<MessageReader<Box<dyn Read>>> {
        match self {
            Self::Path(path) => {
                let limits = Limits::default();
                let reader = MessageReader::open(path, limits.clone())?;
                Ok(reader.leaving_footer(&limits)?.boxed())
            }
            Self::Stdin => Ok(MessageReader::new(
                Box::new(std::io::stdin()),
                Limits::default(),
            )),
            Self::Remote(remote) => {
                let limits = Limits::default();
                Ok(MessageReader::new(remote.read(wanted)?, limits))
            }
        }
    }

    /// The input's file, where it is a regular one.
    pub fn regular_file(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => path.is_file().then_some(path),
            Self::Stdin | Self::Remote(_) => None,
        }
    }

    /// What it is called, as it is.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin => "stdin".to_owned(),
            Self::Remote(remote) => remote.url().to_owned(),
        }
    }

    /// Bytes in the input, where known.
    pub fn len(&self) -> Option<u64> {
        self.regular_file()?
            .metadata()
            .ok()
            .map(|metadata| metadata.len())
    }
}

impl std::fmt::Display for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(path) => write!(f, "{:?}", path.display().to_string()),
            Self::Stdin => f.write_str("stdin"),
            Self::Remote(remote) => f.write_str(remote.url()),
        }
    }
}

/// An input that can be read twice, at any place: a regular file, or a copy of a stream.
#[derive(Debug)]
pub struct Seekable {
    /// What the user named.
    pub input: Input,
    /// The file.
    pub file: File,
    /// A path under which the file can be opened while this exists.
    pub path: PathBuf,
    _copy: Option<tempfile::NamedTempFile>,
}

impl Seekable {
    /// Opens a regular file, or copies a stream into a temporary file.
    pub fn new(input: Input) -> anyhow::Result<Self> {
        if let Some(path) = input.regular_file().map(Path::to_owned) {
            let file = File::open(&path).with_context(|| format!("couldn't open {input}"))?;
            return Ok(Self {
                input,
                file,
                path,
                _copy: None,
            });
        }
        let mut copy = tempfile::NamedTempFile::new()?;
        match &input {
            Input::Stdin => std::io::copy(&mut std::io::stdin(), &mut copy),
            Input::Path(path) => {
                File::open(path).and_then(|mut f| std::io::copy(&mut f, &mut copy))
            }
            Input::Remote(remote) => {
                let mut stream = remote.read(None)?;
                std::io::copy(&mut stream, &mut copy)
            }
        }
        .with_context(|| format!("couldn't read {input}"))?;
        let path = copy.path().to_owned();
        Ok(Self {
            input,
            file: copy.reopen()?,
            path,
            _copy: Some(copy),
        })
    }
}

/// An index that was read and given back.
static KEPT: Mutex<Option<StoredIndex>> = Mutex::new(None);

/// The index of a file; `None` when it has none.
pub fn stored_index(path: &Path) -> rushes_rrd::Result<Option<StoredIndex>> {
    let kept = KEPT.lock().ok().and_then(|mut kept| kept.take());
    if let Some(mut index) = kept.filter(|kept| kept.path() == path && kept.is_at_its_path()) {
        index
            .manifests_mut()
            .iter_mut()
            .for_each(ManifestReader::rewind);
        return Ok(Some(index));
    }
    let limits = Limits {
        max_whole_manifest_bytes: WHOLE_MANIFEST_BYTES,
        ..Limits::default()
    };
    StoredIndex::open(path, limits)
}

/// Bytes of manifests that are held as a whole. Of 60,000 chunks, a larger number takes 20 MiB more
/// memory, and no less time.
const WHOLE_MANIFEST_BYTES: u64 = 4 << 20;

/// Keeps an index for whoever asks next, as those of many chunks take time to read.
pub fn give_back(index: StoredIndex) {
    if let Ok(mut kept) = KEPT.lock() {
        *kept = Some(index);
    }
}

/// Frees what was given back: nobody will ask for it.
pub fn forget_index() {
    if let Ok(mut kept) = KEPT.lock() {
        *kept = None;
    }
}
