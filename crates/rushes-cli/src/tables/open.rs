//! The recordings that arguments mean.

use std::path::PathBuf;

use anyhow::bail;
use rushes_dataframe::{OpenOptions, Recordings};
use rushes_store::Store;

use crate::input::{Input, Seekable};

/// Open recordings, and the files that they lie in.
pub struct Opened {
    pub recordings: Vec<Store>,
    /// Copies of streams exist as long as this.
    _inputs: Vec<Seekable>,
}

/// Opens the recordings of all files; all shards of one together. What cannot be read is told on standard error.
pub fn open(paths: &[PathBuf]) -> anyhow::Result<Opened> {
    rlimit::increase_nofile_limit(u64::MAX).ok();
    let inputs = Input::from_paths(paths)?.into_iter().map(Seekable::new);
    let inputs = inputs.collect::<anyhow::Result<Vec<_>>>()?;
    let files = inputs.iter().map(|input| &input.path);
    let opened = Recordings::open(files, &OpenOptions::default())?;
    for problem in opened.problems() {
        let input = inputs.iter().find(|input| input.path == problem.path);
        let name = input.map_or_else(
            || problem.path.display().to_string(),
            |input| input.input.to_string(),
        );
        eprintln!("Warning: {name}: {}", problem.message);
    }
    let recordings = opened.recordings();
    if recordings.is_empty() {
        bail!("there is no recording in the input; `rushes rrd stats` shows what there is");
    }
    Ok(Opened {
        recordings,
        _inputs: inputs,
    })
}

impl Opened {
    /// The recording of an id; the only one, without.
    pub fn one(&self, id: Option<&str>) -> anyhow::Result<&Store> {
        let ids = || {
            let ids = self
                .recordings
                .iter()
                .map(|store| store.id().recording_id().as_str().to_owned());
            ids.collect::<Vec<_>>().join(", ")
        };
        let mut matching = self
            .recordings
            .iter()
            .filter(|store| id.is_none_or(|id| store.id().recording_id().as_str() == id));
        match (matching.next(), matching.next(), id) {
            (Some(store), None, _) => Ok(store),
            (None, _, Some(id)) => bail!("there is no recording {id:?}; there are: {}", ids()),
            (None, ..) => bail!("there is no recording in the input"),
            (Some(_), Some(_), _) => bail!(
                "there are {} recordings; choose one by --recording ({}), or ask all of them by `rushes sql`",
                self.recordings.len(),
                ids()
            ),
        }
    }
}
