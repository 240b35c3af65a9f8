//! Which files below folders become which others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::paths;

/// Each file, and its path below the output: that below its folder, or its name alone. Fails when
/// there is none, and when two would get the same path.
pub fn pairs(inputs: &[PathBuf], output: &Path) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
    let mut pairs = Vec::new();
    for input in inputs {
        if input.is_dir() {
            for file in paths::below(input)? {
                let below = file.strip_prefix(input).unwrap_or(&file).to_owned();
                pairs.push((file, below));
            }
            continue;
        }
        for file in paths::expand(input)? {
            let name = file.file_name().map(PathBuf::from).unwrap_or_default();
            pairs.push((file, name));
        }
    }
    // What an earlier run has written below an input is no input.
    let written = output.canonicalize().ok();
    let is_input = |folder: &PathBuf| folder.canonicalize().ok() == written;
    if !inputs.iter().any(is_input) {
        pairs.retain(|(file, _)| !file.starts_with(output));
    }
    if pairs.is_empty() {
        bail!("no `.rrd`/`.rbl` files found");
    }
    let mut targets = BTreeSet::new();
    for (file, below) in &pairs {
        if !targets.insert(below) {
            bail!(
                "{:?} and another input would both be written to {:?}",
                file.display().to_string(),
                output.join(below).display().to_string()
            );
        }
    }
    Ok(pairs)
}
