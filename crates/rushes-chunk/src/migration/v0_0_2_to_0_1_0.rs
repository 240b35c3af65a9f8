//! 0.0.2 to 0.1.0: keys with colons, components with identifiers, properties with shorter names.

use super::draft::{Column, Draft};
use crate::Result;
use crate::schema::keys;

const OLD_COMPONENT: &str = "rerun.component";
const OLD_ARCHETYPE: &str = "rerun.archetype";
const OLD_FIELD: &str = "rerun.archetype_field";

/// Field keys that keep their value, each with its new name.
const RENAMED_KEYS: [(&str, &str); 8] = [
    ("rerun.index_name", keys::INDEX_NAME),
    ("rerun.entity_path", keys::ENTITY_PATH),
    ("rerun.kind", keys::KIND),
    ("rerun.is_static", keys::IS_STATIC),
    ("rerun.is_indicator", "rerun:is_indicator"),
    ("rerun.is_tombstone", keys::IS_TOMBSTONE),
    ("rerun.is_semantically_empty", keys::IS_SEMANTICALLY_EMPTY),
    ("rerun.is_sorted", keys::IS_SORTED),
];

pub(super) fn migrate(draft: &mut Draft) -> Result<()> {
    let is_dotted = |key: &String| key.starts_with("rerun.");
    let has_dots = draft.metadata.keys().any(is_dotted)
        || draft
            .columns
            .iter()
            .any(|column| column.metadata().keys().any(is_dotted));
    if has_dots {
        draft.columns.iter_mut().for_each(colonize_column);
        colonize_batch(draft);
    }
    rename_properties(draft);
    Ok(())
}

fn colonize_column(column: &mut Column) {
    for (old, new) in RENAMED_KEYS {
        if let Some(value) = column.remove(old) {
            column.set(new, value);
        }
    }
    if column.name().ends_with("Indicator") {
        colonize_indicator(column);
    } else {
        colonize_component(column);
    }
}

fn colonize_indicator(column: &mut Column) {
    let component = column
        .remove(OLD_COMPONENT)
        .unwrap_or_else(|| match column.name() {
            name if name.starts_with("rerun.") => name.to_owned(),
            name => format!("rerun.components.{name}"),
        });
    column.set(keys::COMPONENT, component);
    column.remove(OLD_ARCHETYPE);
    column.remove(OLD_FIELD);
}

fn colonize_component(column: &mut Column) {
    let Some(component) = column.remove(OLD_COMPONENT) else {
        return;
    };
    let archetype = column.remove(OLD_ARCHETYPE);
    let field = column.remove(OLD_FIELD);
    // What was called the component is the component type now, except where nothing else names it.
    let (archetype, component, component_type) = match (archetype, field) {
        (None, None) => (None, component, None),
        (None, Some(field)) => (None, field, Some(component)),
        (Some(archetype), Some(field)) => {
            let identifier = format!("{}:{field}", short(&archetype));
            (Some(archetype), identifier, Some(component))
        }
        (Some(_), None) if component.ends_with("Indicator") => (None, component, None),
        (Some(archetype), None) => (Some(archetype), component.clone(), Some(component)),
    };
    column.set(keys::COMPONENT, component);
    if let Some(archetype) = archetype {
        column.set(keys::ARCHETYPE, archetype);
    }
    if let Some(component_type) = component_type {
        column.set(keys::COMPONENT_TYPE, component_type);
    }
}

/// The short name as that version knew it, with fewer prefixes than today.
fn short(archetype: &str) -> &str {
    let archetype = archetype.trim();
    ["rerun.archetypes.", "rerun.blueprint.archetypes."]
        .iter()
        .find_map(|prefix| archetype.strip_prefix(prefix))
        .unwrap_or(archetype)
}

fn colonize_batch(draft: &mut Draft) {
    draft.metadata.remove("rerun.version");
    let metadata = std::mem::take(&mut draft.metadata);
    let (dotted, rest): (Vec<_>, Vec<_>) = metadata
        .into_iter()
        .partition(|(key, _)| key.contains("rerun."));
    let renamed = dotted
        .into_iter()
        .map(|(key, value)| (key.replace("rerun.", "rerun:"), value));
    // A key that has its new name already wins over one that gets it.
    draft.metadata = renamed.chain(rest).collect();
}

fn rename_properties(draft: &mut Draft) {
    const OLD_PATH: &str = "/__properties/recording";
    const NEW_PATH: &str = "/__properties";
    const OLD_NAME: &str = "RecordingProperties";
    const NEW_NAME: &str = "RecordingInfo";

    if draft
        .metadata
        .get(keys::ENTITY_PATH)
        .is_some_and(|path| path == OLD_PATH)
    {
        draft
            .metadata
            .insert(keys::ENTITY_PATH.to_owned(), NEW_PATH.to_owned());
    }
    for column in &mut draft.columns {
        if column.get(keys::ENTITY_PATH) == Some(OLD_PATH) {
            column.set(keys::ENTITY_PATH, NEW_PATH);
        }
        if column
            .metadata()
            .values()
            .any(|value| value.contains(OLD_NAME))
        {
            for value in column.field_mut().metadata_mut().values_mut() {
                *value = value.replace(OLD_NAME, NEW_NAME);
            }
        }
        let name = column.name().replace(OLD_NAME, NEW_NAME).replace(
            "property:recording:RecordingInfo:",
            "property:RecordingInfo:",
        );
        if name != column.name() {
            column.field_mut().set_name(name);
        }
    }
}
