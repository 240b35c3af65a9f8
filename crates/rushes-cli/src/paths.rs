//! The files that arguments mean: folders and patterns, and not only the paths of files.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use walkdir::WalkDir;

/// How the names of files end that folders are searched for.
const EXTENSIONS: [&str; 2] = ["rrd", "rbl"];

/// The files that an argument means: those in a folder, those that a pattern matches, or itself.
pub fn expand(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if path.is_dir() {
        let files = below(path)?;
        if files.is_empty() {
            bail!("no `.rrd`/`.rbl` files found below {:?}", display(path));
        }
        return Ok(files);
    }
    // What is there under that very name is no pattern.
    let pattern = path.to_str().filter(|text| text.contains(['*', '?', '[']));
    let Some(pattern) = pattern.filter(|_| path.symlink_metadata().is_err()) else {
        return Ok(vec![path.to_owned()]);
    };
    let matches = glob::glob(pattern).with_context(|| format!("{pattern:?} is no pattern"))?;
    let mut files = Vec::new();
    for found in matches {
        let found = found?;
        match found.is_dir() {
            true => files.extend(below(&found)?),
            false => files.push(found),
        }
    }
    if files.is_empty() {
        bail!("no file matches {pattern:?}");
    }
    Ok(files)
}

/// The recordings and blueprints in a folder and below, in the order of their paths. Links are not
/// followed.
pub fn below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("couldn't search {:?}", display(folder)))?;
        let extension = entry.path().extension();
        let is_one = extension.is_some_and(|it| EXTENSIONS.iter().any(|one| it == *one));
        if is_one && entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn display(path: &Path) -> String {
    path.display().to_string()
}
