//! The columns of tables.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use foldhash::HashMap;
use rushes_chunk::schema::{SchemaColumn, fields};
use rushes_core::{ComponentIdentifier, EntityPath, Timeline, TimelineName};
use rushes_store::{ChunkEntry, Store};
use rushes_types::reflection::{self, Multiplicity};

use super::conditions::RECORDING;
use super::names;
use super::values::{Form, is_single};
use crate::Result;

/// A recording of a session.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub store: Store,
    /// What it is called in the column of recordings.
    pub name: String,
}

/// One column of a table.
#[derive(Clone, Debug)]
pub(super) enum Column {
    /// The name of the recording.
    Recording,
    /// The row id.
    RowId,
    /// The time on a timeline.
    Time(Timeline),
    /// The cells of a component.
    Component(ComponentColumn),
}

/// A column of cells.
#[derive(Clone, Debug)]
pub(super) struct ComponentColumn {
    pub entity: EntityPath,
    pub component: ComponentIdentifier,
    pub form: Form,
}

/// The columns of a table.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub columns: Vec<Column>,
    pub schema: SchemaRef,
}

impl Shape {
    /// Of columns and their names, and whether they may be null.
    pub fn new(columns: Vec<(String, Column, bool)>) -> Self {
        let fields = columns
            .iter()
            .map(|(name, column, nullable)| Field::new(name, column.data_type(), *nullable));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let columns = columns.into_iter().map(|(_, column, _)| column).collect();
        Self { columns, schema }
    }

    /// Some of the columns.
    pub fn project(&self, projection: Option<&Vec<usize>>) -> datafusion::error::Result<Self> {
        let Some(projection) = projection else {
            return Ok(self.clone());
        };
        let columns = projection
            .iter()
            .filter_map(|at| self.columns.get(*at).cloned());
        Ok(Self {
            columns: columns.collect(),
            schema: Arc::new(self.schema.project(projection)?),
        })
    }

    /// The timeline that a column has.
    pub fn timeline(&self, name: &str) -> Option<TimelineName> {
        match self.columns.get(self.schema.index_of(name).ok()?)? {
            Column::Time(timeline) => Some(timeline.name().clone()),
            _ => None,
        }
    }
}

impl Column {
    fn data_type(&self) -> DataType {
        match self {
            Self::Recording => recording_type(),
            Self::RowId => DataType::FixedSizeBinary(fields::ROW_ID_BYTES),
            Self::Time(timeline) => fields::time_data_type(timeline.typ()),
            Self::Component(column) => column.form.data_type(),
        }
    }
}

/// The type of the column of recordings.
pub(super) fn recording_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

/// The timelines of all recordings. Of those that share a name, but not a type, the first.
pub(super) fn timelines(parts: &[Part]) -> BTreeMap<TimelineName, Timeline> {
    let mut all = BTreeMap::new();
    for part in parts {
        for (name, timeline) in &part.store.schema().timelines {
            all.entry(name.clone()).or_insert_with(|| timeline.clone());
        }
    }
    all
}

/// The components of all entities.
pub(super) type Components = BTreeMap<EntityPath, BTreeMap<ComponentIdentifier, SchemaColumn>>;

/// The components of all recordings.
pub(super) fn components(parts: &[Part]) -> Components {
    let mut all = Components::new();
    for part in parts {
        for ((path, component), column) in &part.store.schema().columns {
            let of_entity = all.entry(path.clone()).or_default();
            let known = of_entity
                .entry(component.clone())
                .or_insert_with(|| column.clone());
            known.is_static |= column.is_static;
            known.is_empty &= column.is_empty;
        }
    }
    all
}

/// Whether a component belongs to tables of plain values: it holds something, and is no mark of a removal.
pub(super) fn is_shown(column: &SchemaColumn) -> bool {
    !column.is_empty && !is_clear(&column.descriptor.component)
}

/// Whether a component marks a removal.
pub(super) fn is_clear(component: &ComponentIdentifier) -> bool {
    component.as_str().starts_with("Clear:")
}

/// Which components of an entity are plain columns: those that are declared to have one instance a row, and
/// those that have no more than one in the rows of the first and of the last chunk with them.
pub(super) fn forms(
    parts: &[Part],
    entity: &EntityPath,
    components: &BTreeMap<ComponentIdentifier, SchemaColumn>,
) -> Result<BTreeMap<ComponentIdentifier, Form>> {
    let entries: Vec<(&Store, Arc<ChunkEntry>)> = parts
        .iter()
        .flat_map(|part| {
            part.store
                .chunks_of(entity)
                .into_iter()
                .map(|entry| (&part.store, entry))
        })
        .collect();
    let mut ends: HashMap<&ComponentIdentifier, (usize, usize)> = HashMap::default();
    for (at, (_, entry)) in entries.iter().enumerate() {
        for column in &entry.meta().columns {
            let ends = ends.entry(&column.descriptor.component).or_insert((at, at));
            ends.1 = at;
        }
    }
    let mut forms = BTreeMap::new();
    let mut looked_at: BTreeMap<usize, BTreeSet<&ComponentIdentifier>> = BTreeMap::new();
    for (component, column) in components {
        let component_type = column
            .descriptor
            .component_type
            .as_ref()
            .map(|it| it.as_str());
        forms.insert(
            component.clone(),
            Form::plain(component_type, &column.data_type),
        );
        if let (false, Some((first, last))) = (is_mono(component), ends.get(component)) {
            looked_at.entry(*first).or_default().insert(component);
            looked_at.entry(*last).or_default().insert(component);
        }
    }
    for (at, looked_for) in looked_at {
        let Some((store, entry)) = entries.get(at) else {
            continue;
        };
        let loaded = store.load(entry)?;
        for component in looked_for {
            let list = loaded
                .chunk()
                .component(component)
                .map(|column| &column.list_array);
            if let (Some(column), false) = (components.get(component), list.is_none_or(is_single)) {
                forms.insert(component.clone(), Form::List(column.data_type.clone()));
            }
        }
    }
    Ok(forms)
}

fn is_mono(component: &ComponentIdentifier) -> bool {
    let field = reflection::field(component.as_str());
    field.is_some_and(|(_, field)| field.multiplicity == Multiplicity::Mono)
}

/// The columns of an entity's table: plain values.
pub(super) fn plain(
    parts: &[Part],
    entity: &EntityPath,
    components: &BTreeMap<ComponentIdentifier, SchemaColumn>,
    forms: &BTreeMap<ComponentIdentifier, Form>,
) -> Shape {
    let timelines = timelines_of(parts, entity);
    let shown = components
        .iter()
        .filter(|(_, column)| is_shown(column))
        .map(|(component, _)| component);
    let taken = timelines.keys().map(|name| name.as_str().to_owned());
    let names = names::component_columns(shown, taken.chain([RECORDING.to_owned()]));
    let mut columns = vec![(RECORDING.to_owned(), Column::Recording, false)];
    columns.extend(times(timelines));
    columns.extend(names.into_iter().filter_map(|(component, name)| {
        let form = forms.get(&component)?.clone();
        let entity = entity.clone();
        Some((
            name,
            Column::Component(ComponentColumn {
                entity,
                component,
                form,
            }),
            true,
        ))
    }));
    Shape::new(columns)
}

/// The columns of an entity's table as recorded.
pub(super) fn raw(
    parts: &[Part],
    entity: &EntityPath,
    components: &BTreeMap<ComponentIdentifier, SchemaColumn>,
) -> Shape {
    let timelines = timelines_of(parts, entity);
    let row_id = "row_id".to_owned();
    let taken = timelines.keys().map(|name| name.as_str().to_owned());
    let names = names::component_columns(
        components.keys(),
        taken.chain([RECORDING.to_owned(), row_id.clone()]),
    );
    let mut columns = vec![
        (RECORDING.to_owned(), Column::Recording, false),
        (row_id, Column::RowId, false),
    ];
    columns.extend(times(timelines));
    columns.extend(components.iter().filter_map(|(component, column)| {
        let form = Form::List(column.data_type.clone());
        let (entity, component) = (entity.clone(), component.clone());
        let name = names.get(&component)?.clone();
        Some((
            name,
            Column::Component(ComponentColumn {
                entity,
                component,
                form,
            }),
            true,
        ))
    }));
    Shape::new(columns)
}

fn times(
    timelines: BTreeMap<TimelineName, (Timeline, bool)>,
) -> impl Iterator<Item = (String, Column, bool)> {
    timelines.into_iter().map(|(name, (timeline, nullable))| {
        (name.as_str().to_owned(), Column::Time(timeline), nullable)
    })
}

/// The timelines of an entity, and whether some of its rows are not on them.
fn timelines_of(parts: &[Part], entity: &EntityPath) -> BTreeMap<TimelineName, (Timeline, bool)> {
    let entries: Vec<_> = parts
        .iter()
        .flat_map(|part| part.store.chunks_of(entity))
        .collect();
    let mut found: BTreeMap<TimelineName, (Timeline, usize)> = BTreeMap::new();
    for entry in &entries {
        for span in &entry.meta().timelines {
            let name = span.timeline.name().clone();
            found
                .entry(name)
                .or_insert_with(|| (span.timeline.clone(), 0))
                .1 += 1;
        }
    }
    let found = found.into_iter();
    found
        .map(|(name, (timeline, count))| (name, (timeline, count < entries.len())))
        .collect()
}
