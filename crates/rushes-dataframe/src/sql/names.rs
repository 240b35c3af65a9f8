//! What tables and columns are called.

use std::collections::{BTreeMap, BTreeSet};

use rushes_core::{ComponentIdentifier, EntityPath};

/// The name of an entity's table that needs no quotes: the parts of the path, joined by underscores, in lower case.
/// `None` for the root, and for paths of which nothing is left.
pub(super) fn alias(path: &EntityPath) -> Option<String> {
    let parts = path.parts().iter().map(|part| plain(part.unescaped_str()));
    let name = parts.collect::<Vec<_>>().join("_");
    let first = name.chars().next()?;
    if name.chars().all(|letter| letter == '_') {
        return None;
    }
    Some(match first.is_ascii_digit() {
        true => format!("_{name}"),
        false => name,
    })
}

fn plain(part: &str) -> String {
    let letters = part
        .chars()
        .map(|letter| match letter.is_ascii_alphanumeric() {
            true => letter.to_ascii_lowercase(),
            false => '_',
        });
    letters.collect()
}

/// The aliases that mean one path only.
pub(super) fn aliases<'a>(
    paths: impl IntoIterator<Item = &'a EntityPath>,
) -> BTreeMap<String, EntityPath> {
    let mut found: BTreeMap<String, Vec<&EntityPath>> = BTreeMap::new();
    for path in paths {
        if let Some(alias) = alias(path) {
            found.entry(alias).or_default().push(path);
        }
    }
    let unambiguous = found
        .into_iter()
        .filter_map(|(alias, paths)| match paths.as_slice() {
            [path] => Some((alias, (*path).clone())),
            _ => None,
        });
    unambiguous.collect()
}

/// The columns of components: what stands behind the colon (`positions` of `Points3D:positions`), where that is
/// unlike all other names, else the whole identifier.
pub(super) fn component_columns<'a>(
    components: impl IntoIterator<Item = &'a ComponentIdentifier>,
    taken: impl IntoIterator<Item = String>,
) -> BTreeMap<ComponentIdentifier, String> {
    let components: BTreeSet<_> = components.into_iter().collect();
    let mut uses: BTreeMap<String, usize> = taken.into_iter().map(|name| (name, 1)).collect();
    for component in &components {
        *uses.entry(short(component).to_owned()).or_default() += 1;
    }
    let names = components.into_iter().map(|component| {
        let short = short(component);
        let name = match uses.get(short) {
            Some(1) => short,
            _ => component.as_str(),
        };
        (component.clone(), name.to_owned())
    });
    names.collect()
}

fn short(component: &ComponentIdentifier) -> &str {
    let whole = component.as_str();
    let behind = whole.rsplit_once(':').map(|(_, behind)| behind);
    behind.filter(|name| !name.is_empty()).unwrap_or(whole)
}

/// A name as SQL wants it: in quotes where it needs them.
pub(super) fn quoted(name: &str) -> String {
    let is_plain =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let starts_well = !name.starts_with(|letter: char| letter.is_ascii_digit());
    match !name.is_empty() && starts_well && name.chars().all(is_plain) {
        true => name.to_owned(),
        false => format!("\"{}\"", name.replace('"', "\"\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_names() {
        let name = |path: &str| alias(&EntityPath::parse_forgiving(path));
        assert_eq!(name("/world/Points").as_deref(), Some("world_points"));
        assert_eq!(name("/3d/left-arm").as_deref(), Some("_3d_left_arm"));
        assert_eq!(name("/"), None);
        let paths = ["/a/b", "/a_b", "/c"].map(EntityPath::parse_forgiving);
        assert_eq!(aliases(&paths).into_keys().collect::<Vec<_>>(), ["c"]);
    }

    #[test]
    fn components_have_short_names_where_they_are_unlike_others() {
        let ids = [
            "Points3D:colors",
            "Boxes3D:colors",
            "Points3D:positions",
            "frame",
        ];
        let ids = ids.map(ComponentIdentifier::from);
        let names = component_columns(&ids, ["frame".to_owned()]);
        let names: Vec<_> = names.into_values().collect();
        assert_eq!(
            names,
            ["Boxes3D:colors", "Points3D:colors", "positions", "frame"]
        );
    }

    #[test]
    fn names_are_quoted_where_they_must() {
        assert_eq!(quoted("world_points"), "world_points");
        assert_eq!(quoted("/world"), "\"/world\"");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
    }
}
