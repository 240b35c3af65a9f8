//! Entity paths and their filters.

use std::cmp::Ordering;

use rushes_core::{DataPath, EntityPath, EntityPathFilter, PathSubstitutions};

/// Parses `data` as text in every way there is for paths.
pub fn entity_path(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let path = EntityPath::parse_forgiving(&text);
    check_text(&path);

    // Two paths of one text.
    let middle = (0..=text.len() / 2)
        .rev()
        .find(|at| text.is_char_boundary(*at));
    let (first, second) = text.split_at(middle.unwrap_or(0));
    let (first, second) = (
        EntityPath::parse_forgiving(first),
        EntityPath::parse_forgiving(second),
    );
    check_order(&first, &second);
    check_relations(&first, &second);

    drop(DataPath::parse(&text));
    if let Ok(strict) = EntityPath::parse_strict(&text) {
        assert_eq!(strict, path, "both parsers read it, and differ");
    }
    let substitutions = PathSubstitutions::with_origin(&first);
    let filter = EntityPathFilter::parse_forgiving(&text, &substitutions);
    filter.matches(&path);
    if let Ok(strict) = EntityPathFilter::parse_strict(&text, &substitutions) {
        assert_eq!(strict, filter, "both parsers read the filter, and differ");
    }
    assert!(EntityPathFilter::single(&path).matches(&path));
    let below = path.join(&EntityPath::parse_forgiving("below"));
    let is_property = below.is_property() || path.is_property();
    assert!(is_property || EntityPathFilter::subtree(&path).matches(&below));
}

/// The canonical text stands for the path and for no other, but for one flaw of the format.
fn check_text(path: &EntityPath) {
    let text = path.as_str();
    assert!(text.starts_with('/'));
    // A backslash at the end of a part escapes the slash behind it.
    let inner = path
        .parts()
        .split_last()
        .map_or(&[][..], |(_, inner)| inner);
    if inner
        .iter()
        .any(|part| part.unescaped_str().ends_with('\\'))
    {
        return;
    }
    let (again, warnings) = EntityPath::parse_forgiving_with_warnings(text);
    assert_eq!(again, *path, "{text:?} is read as another path");
    assert!(
        warnings.is_empty(),
        "{text:?} is canonical, but {warnings:?}"
    );
    assert_eq!(
        EntityPath::parse_strict(text).as_ref(),
        Ok(path),
        "{text:?}"
    );
    assert_eq!(again.hash64(), path.hash64());
    for part in path.parts() {
        assert!(!part.unescaped_str().is_empty());
    }
}

fn check_order(first: &EntityPath, second: &EntityPath) {
    let order = first.cmp(second);
    assert_eq!(second.cmp(first), order.reverse(), "{first} and {second}");
    assert_eq!(
        first == second,
        order == Ordering::Equal,
        "{first} and {second}"
    );
    assert_eq!(first.as_str() == second.as_str(), first == second);
}

fn check_relations(first: &EntityPath, second: &EntityPath) {
    let joined = first.join(second);
    assert_eq!(joined.len(), first.len() + second.len());
    assert!(joined.starts_with(first));
    assert_eq!(joined.is_descendant_of(first), !second.is_root());
    assert_eq!(joined.is_child_of(first), second.len() == 1);
    let ancestors: Vec<_> = joined.self_and_ancestors().collect();
    assert_eq!(ancestors.len(), joined.len() + 1);
    assert!(ancestors.contains(first));
    if let (Some(parent), Some(last)) = (joined.parent(), joined.last()) {
        assert_eq!(parent.join(&EntityPath::new(vec![last.clone()])), joined);
    }
    assert!(!joined.column_prefix().is_empty());
}
