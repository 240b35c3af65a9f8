//! Warnings that are given once.

use std::collections::BTreeSet;

use parking_lot::Mutex;

/// Whether the process asks for the first time.
pub(crate) fn first_time(what: &str) -> bool {
    static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let mut seen = SEEN.lock();
    !seen.contains(what) && seen.insert(what.to_owned())
}
