//! All declarations, and looking them up by name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{ArchetypeInfo, ComponentInfo, EncodingInfo, FieldInfo, ViewInfo};

/// All tables of one kind, in order: data before blueprint, then by name.
struct Table<T: 'static> {
    sorted: Vec<&'static T>,
    by_name: HashMap<&'static str, &'static T>,
}

impl<T> Table<T> {
    fn new(lists: &[&[&'static T]], name: fn(&T) -> &'static str) -> Self {
        let mut sorted = lists.concat();
        sorted.sort_by_key(|info| (super::names::scope(name(info)), name(info)));
        let by_name = sorted.iter().map(|info| (name(info), *info)).collect();
        Self { sorted, by_name }
    }
}

static ENCODINGS: LazyLock<Table<EncodingInfo>> = LazyLock::new(|| {
    let lists = [crate::encodings::LISTS, crate::blueprint::encodings::LISTS];
    Table::new(&lists.concat(), |info| info.fq_name)
});

static COMPONENTS: LazyLock<Table<ComponentInfo>> = LazyLock::new(|| {
    let lists = [
        crate::components::LISTS,
        crate::blueprint::components::LISTS,
    ];
    Table::new(&lists.concat(), |info| info.fq_name)
});

static ARCHETYPES: LazyLock<Table<ArchetypeInfo>> = LazyLock::new(|| {
    let lists = [crate::archetypes::ALL, crate::blueprint::archetypes::ALL];
    Table::new(&lists, |info| info.fq_name)
});

static VIEWS: LazyLock<Table<ViewInfo>> =
    LazyLock::new(|| Table::new(&[crate::blueprint::views::ALL], |info| info.identifier));

type Field = (&'static ArchetypeInfo, &'static FieldInfo);

static FIELDS: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
    let of = |info: &&'static ArchetypeInfo| {
        let info = *info;
        info.fields
            .iter()
            .map(move |field| (field.identifier(), (info, field)))
    };
    archetypes().iter().flat_map(of).collect()
});

static DISPLAY_NAMES: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let archetypes = archetypes().iter();
    archetypes
        .map(|info| (info.fq_name, info.make_display_name()))
        .collect()
});

/// All encodings.
pub fn encodings() -> &'static [&'static EncodingInfo] {
    &ENCODINGS.sorted
}

/// All components.
pub fn components() -> &'static [&'static ComponentInfo] {
    &COMPONENTS.sorted
}

/// All archetypes.
pub fn archetypes() -> &'static [&'static ArchetypeInfo] {
    &ARCHETYPES.sorted
}

/// All view classes.
pub fn views() -> &'static [&'static ViewInfo] {
    &VIEWS.sorted
}

/// The encoding of that full name, e.g. `rerun.encodings.Vec3D`.
pub fn encoding(fq_name: &str) -> Option<&'static EncodingInfo> {
    ENCODINGS.by_name.get(fq_name).copied()
}

/// The component of that full name, e.g. `rerun.components.Position3D`.
pub fn component(fq_name: &str) -> Option<&'static ComponentInfo> {
    COMPONENTS.by_name.get(fq_name).copied()
}

/// The archetype of that full name, e.g. `rerun.archetypes.Points3D`.
pub fn archetype(fq_name: &str) -> Option<&'static ArchetypeInfo> {
    ARCHETYPES.by_name.get(fq_name).copied()
}

/// The view of that class, e.g. `3D`.
pub fn view(identifier: &str) -> Option<&'static ViewInfo> {
    VIEWS.by_name.get(identifier).copied()
}

/// The archetype and field of that component identifier, e.g. `Points3D:positions`.
pub fn field(identifier: &str) -> Option<(&'static ArchetypeInfo, &'static FieldInfo)> {
    FIELDS.get(identifier).copied()
}

pub(super) fn display_name(fq_name: &'static str) -> &'static str {
    DISPLAY_NAMES.get(fq_name).map_or(fq_name, String::as_str)
}
