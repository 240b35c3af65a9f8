//! Paths that a thread has parsed lately, so that a program that writes them as text in its calls
//! does not pay for parsing them in each.

use std::cell::RefCell;

use super::EntityPath;

/// Slots for paths; where two meet, the later one stays.
const SLOTS: usize = 64;

/// Longer texts are parsed anew.
const MAX_BYTES: usize = 128;

/// A path and the text that it was parsed from; of no slots, none was parsed yet.
type Slots = Vec<Option<(Box<str>, EntityPath)>>;

thread_local! {
    static RECENT: RefCell<Slots> = const { RefCell::new(Vec::new()) };
}

/// The path that the text stands for.
pub(super) fn path_of(text: &str) -> EntityPath {
    if text.len() > MAX_BYTES {
        return EntityPath::parse_forgiving(text);
    }
    let hash = xxhash_rust::xxh64::xxh64(text.as_bytes(), 0);
    let index = (hash % SLOTS as u64) as usize;
    let found = RECENT.try_with(|recent| {
        let mut recent = recent.borrow_mut();
        if recent.is_empty() {
            recent.resize(SLOTS, None);
        }
        let slot = recent.get_mut(index)?;
        if let Some((parsed, path)) = slot
            && **parsed == *text
        {
            return Some(path.clone());
        }
        let path = EntityPath::parse_forgiving(text);
        *slot = Some((text.into(), path.clone()));
        Some(path)
    });
    // The thread winds down: its storage is gone.
    let found = found.ok().flatten();
    found.unwrap_or_else(|| EntityPath::parse_forgiving(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_for_the_same_path_however_often_it_is_parsed() {
        let texts: Vec<String> = (0..10 * SLOTS).map(|i| format!("//a/{i} b/")).collect();
        for _ in 0..3 {
            for text in &texts {
                let expected = EntityPath::parse_forgiving(text);
                assert_eq!((path_of(text), path_of(text)), (expected.clone(), expected));
            }
        }
        let long = "x/".repeat(MAX_BYTES);
        assert_eq!(path_of(&long), EntityPath::parse_forgiving(&long));
    }
}
