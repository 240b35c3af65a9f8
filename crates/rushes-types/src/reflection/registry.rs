//! All declarations, and looking them up by name.

use std::sync::LazyLock;

use super::{ArchetypeInfo, ComponentInfo, EncodingInfo, FieldInfo, ViewInfo};

/// Names, sorted, and the place of what they name.
struct Names(Vec<(&'static str, usize)>);

impl Names {
    fn new(names: impl Iterator<Item = &'static str>) -> Self {
        let mut names: Vec<_> = names.zip(0..).collect();
        names.sort_unstable();
        Self(names)
    }

    fn find(&self, name: &str) -> Option<usize> {
        let place = self
            .0
            .binary_search_by(|(other, _)| str::cmp(other, name))
            .ok()?;
        self.0.get(place).map(|(_, index)| *index)
    }
}

/// All tables of one kind, in order: data before blueprint, then by name.
struct Table<T: 'static> {
    sorted: Vec<&'static T>,
    names: Names,
}

impl<T> Table<T> {
    fn new(infos: Vec<&'static T>, name: fn(&T) -> &'static str) -> Self {
        let names = Names::new(infos.iter().map(|info| name(info)));
        let (blueprint, data): (Vec<_>, Vec<_>) = names
            .0
            .iter()
            .partition(|(name, _)| super::names::scope(name).is_some());
        let indices = data.into_iter().chain(blueprint).map(|(_, index)| index);
        let sorted: Vec<_> = indices
            .filter_map(|index| infos.get(index).copied())
            .collect();
        let names = Names::new(sorted.iter().map(|info| name(info)));
        Self { sorted, names }
    }

    fn find(&self, name: &str) -> Option<&'static T> {
        self.sorted.get(self.names.find(name)?).copied()
    }
}

static ENCODINGS: LazyLock<Table<EncodingInfo>> = LazyLock::new(|| {
    let lists = [crate::encodings::LISTS, crate::blueprint::encodings::LISTS];
    Table::new(lists.concat().concat(), |info| info.fq_name)
});

static COMPONENTS: LazyLock<Table<ComponentInfo>> = LazyLock::new(|| {
    let lists = [
        crate::components::LISTS,
        crate::blueprint::components::LISTS,
    ];
    Table::new(lists.concat().concat(), |info| info.fq_name)
});

static ARCHETYPES: LazyLock<Table<ArchetypeInfo>> = LazyLock::new(|| {
    let lists = [crate::archetypes::ALL, crate::blueprint::archetypes::ALL];
    Table::new(lists.concat(), |info| info.fq_name)
});

static VIEWS: LazyLock<Table<ViewInfo>> = LazyLock::new(|| {
    Table::new(crate::blueprint::views::ALL.to_vec(), |info| {
        info.identifier
    })
});

/// An archetype and one of its fields.
type Field = (&'static ArchetypeInfo, &'static FieldInfo);

static FIELDS: LazyLock<(Names, Vec<Field>)> = LazyLock::new(|| {
    let mut fields = Vec::new();
    for info in archetypes() {
        fields.extend(info.fields.iter().map(|field| (*info, field)));
    }
    let names = fields.iter().map(|(_, field): &Field| field.identifier());
    (Names::new(names), fields)
});

static DISPLAY_NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let archetypes = archetypes().iter();
    archetypes.map(|info| info.make_display_name()).collect()
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
    ENCODINGS.find(fq_name)
}

/// The component of that full name, e.g. `rerun.components.Position3D`.
pub fn component(fq_name: &str) -> Option<&'static ComponentInfo> {
    COMPONENTS.find(fq_name)
}

/// The archetype of that full name, e.g. `rerun.archetypes.Points3D`.
pub fn archetype(fq_name: &str) -> Option<&'static ArchetypeInfo> {
    ARCHETYPES.find(fq_name)
}

/// The view of that class, e.g. `3D`.
pub fn view(identifier: &str) -> Option<&'static ViewInfo> {
    VIEWS.find(identifier)
}

/// The archetype and field of that component identifier, e.g. `Points3D:positions`.
pub fn field(identifier: &str) -> Option<(&'static ArchetypeInfo, &'static FieldInfo)> {
    let (names, fields) = &*FIELDS;
    fields.get(names.find(identifier)?).copied()
}

pub(super) fn display_name(fq_name: &'static str) -> &'static str {
    let name = ARCHETYPES
        .names
        .find(fq_name)
        .and_then(|index| DISPLAY_NAMES.get(index));
    name.map_or(fq_name, String::as_str)
}
