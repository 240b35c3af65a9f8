//! The input files of `cargo xtask bench rrd`, written once by the peer's own SDK.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::python::Venv;
use crate::{cmd, paths};

/// A generated file, and what `filter` is asked to drop from it.
pub(crate) struct Dataset {
    /// Its name, as `generate.py` knows it.
    pub(crate) name: &'static str,
    /// What is in it at full size.
    pub(crate) title: &'static str,
    /// An entity in it.
    pub(crate) entity: &'static str,
    /// A timeline in it; every chunk that has it has another one too.
    pub(crate) timeline: &'static str,
}

pub(crate) const DATASETS: [Dataset; 3] = [
    Dataset {
        name: "rows",
        title: "60,000 chunks of one row",
        entity: "/sensor/3",
        timeline: "wall",
    },
    Dataset {
        name: "columns",
        title: "50 columns of 1,000,000 scalars",
        entity: "/series/07",
        timeline: "wall",
    },
    Dataset {
        name: "points",
        title: "point clouds of 100,000 points",
        entity: "/lidar/rear",
        timeline: "wall",
    },
];

impl Dataset {
    /// The file, written now unless an earlier run has; a quick one is a fiftieth of the size.
    pub(crate) fn ensure(&self, venv: &Venv, quick: bool) -> Result<PathBuf> {
        let directory = paths::target()?.join("bench-data");
        std::fs::create_dir_all(&directory)
            .with_context(|| format!("{} cannot be made", directory.display()))?;
        let suffix = if quick { "-quick" } else { "" };
        let file = directory.join(format!("{}{suffix}.rrd", self.name));
        if !file.is_file() {
            let divisor = if quick { "50" } else { "1" };
            cmd::run(
                venv.python()
                    .args(["benches/rrd/generate.py", self.name])
                    .arg(&file)
                    .args(["--divisor", divisor]),
            )?;
        }
        Ok(file)
    }
}

/// A file's length in bytes.
pub(crate) fn length(file: &Path) -> Result<u64> {
    let metadata =
        std::fs::metadata(file).with_context(|| format!("{} is missing", file.display()))?;
    Ok(metadata.len())
}
