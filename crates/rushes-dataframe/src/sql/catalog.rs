//! Which tables there are.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use arrow_array::{RecordBatch, StringArray, UInt64Array};
use arrow_schema::{DataType, Field, Schema};
use async_trait::async_trait;
use datafusion::catalog::{CatalogProvider, SchemaProvider, TableProvider};
use datafusion::datasource::MemTable;
use datafusion::error::Result as PlanResult;
use datafusion::logical_expr::TableType;
use parking_lot::Mutex;
use rushes_core::{ComponentIdentifier, EntityPath, TimelineName};
use rushes_store::Store;

use super::conditions::RECORDING;
use super::entity::EntityTable;
use super::names::{aliases, quoted};
use super::shape::{self, Column, ComponentColumn, Components, Part, Shape};
use super::timeline::TimelineTable;
use super::values::Form;
use crate::Result;

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// The rows of an entity, its components as plain values where they have one instance a row.
    Entity,
    /// The rows of an entity as recorded: every component a list.
    Raw,
    /// The rows of all entities on a timeline, joined by time.
    Timeline,
    /// The same, cells holding what was logged last.
    Filled,
    /// A set of properties: one row per recording.
    Properties,
    /// The recordings: one row each.
    Recordings,
}

impl TableKind {
    const SCHEMAS: [Self; 5] = [
        Self::Entity,
        Self::Timeline,
        Self::Filled,
        Self::Properties,
        Self::Raw,
    ];

    /// The schema that tables of this kind are in.
    pub fn schema(self) -> &'static str {
        match self {
            Self::Entity | Self::Recordings => "entities",
            Self::Raw => "raw",
            Self::Timeline => "timelines",
            Self::Filled => "filled",
            Self::Properties => "properties",
        }
    }
}

/// A table of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableInfo {
    /// What it holds.
    pub kind: TableKind,
    /// Its name as SQL wants it, in quotes where it needs them. With the schema, but for entities.
    pub name: String,
    /// A name that needs no quotes, if that is another one and unambiguous.
    pub alias: Option<String>,
    /// How many rows it has, where that is known.
    pub num_rows: Option<u64>,
}

/// The table of recordings.
pub(super) const RECORDINGS: &str = "recordings";
/// The table of the properties that every recording has.
const RECORDING_INFO: &str = "recording_info";

/// All tables of some recordings.
pub(super) struct Catalog {
    parts: Vec<Part>,
    components: Components,
    entities: BTreeMap<String, EntityPath>,
    properties: BTreeMap<String, EntityPath>,
    timelines: BTreeMap<String, TimelineName>,
    /// Known once somebody asked for the table.
    forms: Mutex<BTreeMap<EntityPath, Arc<Forms>>>,
}

type Forms = BTreeMap<ComponentIdentifier, Form>;

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalog")
            .field("parts", &self.parts)
            .finish_non_exhaustive()
    }
}

impl Catalog {
    pub fn new(stores: impl IntoIterator<Item = Store>) -> Self {
        let parts: Vec<_> = stores
            .into_iter()
            .map(|store| Part {
                name: store.id().recording_id().as_str().to_owned(),
                store,
            })
            .collect();
        let components = shape::components(&parts);
        let properties = components.keys().filter(|path| path.is_property());
        let properties: Vec<_> = properties
            .map(|path| (below_properties(path), path.clone()))
            .collect();
        let mut property_aliases = aliases(properties.iter().map(|(below, _)| below));
        for path in property_aliases.values_mut() {
            let found = properties.iter().find(|(below, _)| below == path);
            found.inspect(|(_, whole)| *path = whole.clone());
        }
        property_aliases.extend(
            properties
                .iter()
                .filter(|(below, _)| below.is_root())
                .map(|(_, whole)| (RECORDING_INFO.to_owned(), whole.clone())),
        );
        let timelines = shape::timelines(&parts).into_keys();
        Self {
            entities: aliases(components.keys().filter(|path| !path.is_property())),
            properties: property_aliases,
            timelines: timelines
                .map(|name| (name.as_str().to_owned(), name))
                .collect(),
            parts,
            components,
            forms: Mutex::default(),
        }
    }

    /// All tables, as people want to see them.
    pub fn tables(&self) -> Vec<TableInfo> {
        let info = |kind: TableKind, name: &str, alias: Option<&str>, num_rows| {
            let whole = |name: String| match kind {
                TableKind::Entity | TableKind::Recordings => name,
                _ => format!("{}.{name}", kind.schema()),
            };
            TableInfo {
                kind,
                name: whole(quoted(name)),
                alias: alias.map(|alias| whole(quoted(alias))),
                num_rows,
            }
        };
        let recordings = self.parts.len() as u64;
        let mut tables = vec![info(
            TableKind::Recordings,
            RECORDINGS,
            None,
            Some(recordings),
        )];
        let alias_of = |known: &BTreeMap<String, EntityPath>, path: &EntityPath| {
            let found = known.iter().find(|(_, other)| *other == path);
            found.map(|(alias, _)| alias.clone())
        };
        for path in self.components.keys() {
            if path.is_property() {
                let alias = alias_of(&self.properties, path);
                let name = below_properties(path).as_str().to_owned();
                tables.push(info(
                    TableKind::Properties,
                    &name,
                    alias.as_deref(),
                    Some(recordings),
                ));
                continue;
            }
            let chunks = self
                .parts
                .iter()
                .flat_map(|part| part.store.chunks_of(path));
            let rows = chunks.map(|entry| entry.meta().num_rows).sum();
            let alias = alias_of(&self.entities, path);
            tables.push(info(
                TableKind::Entity,
                path.as_str(),
                alias.as_deref(),
                Some(rows),
            ));
        }
        for kind in [TableKind::Timeline, TableKind::Filled] {
            tables.extend(
                self.timelines
                    .keys()
                    .map(|name| info(kind, name, None, None)),
            );
        }
        tables.sort_by_key(|table| table.kind);
        tables
    }

    /// The names of the tables of a kind.
    fn names(&self, kind: TableKind) -> Vec<String> {
        let paths = |wanted: &dyn Fn(&EntityPath) -> bool| {
            let found = self.components.keys().filter(|path| wanted(path));
            found
                .map(|path| path.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        match kind {
            TableKind::Entity | TableKind::Recordings => {
                let mut names = paths(&|path| !path.is_property());
                names.push(RECORDINGS.to_owned());
                names
            }
            TableKind::Raw => paths(&|_| true),
            TableKind::Properties => self.properties.keys().cloned().collect(),
            TableKind::Timeline | TableKind::Filled => self.timelines.keys().cloned().collect(),
        }
    }

    /// The entity that a name means: a path, or an alias.
    fn entity(&self, kind: TableKind, name: &str) -> Option<EntityPath> {
        let known = if kind == TableKind::Properties {
            &self.properties
        } else {
            &self.entities
        };
        if let Some(path) = known.get(name) {
            return Some(path.clone());
        }
        let mut path = EntityPath::parse_forgiving(name);
        if kind == TableKind::Properties {
            path = EntityPath::properties().join(&path);
        }
        let is_there = self.components.contains_key(&path);
        (is_there
            && (kind == TableKind::Raw || path.is_property() == (kind == TableKind::Properties)))
            .then_some(path)
    }

    fn has(&self, kind: TableKind, name: &str) -> bool {
        match kind {
            TableKind::Entity if name == RECORDINGS => true,
            TableKind::Timeline | TableKind::Filled => self.timelines.contains_key(name),
            _ => self.entity(kind, name).is_some(),
        }
    }

    fn table(&self, kind: TableKind, name: &str) -> Result<Option<Arc<dyn TableProvider>>> {
        if kind == TableKind::Entity && name == RECORDINGS {
            return Ok(Some(self.recordings()?));
        }
        if matches!(kind, TableKind::Timeline | TableKind::Filled) {
            return self.timeline(name, kind == TableKind::Filled);
        }
        let Some(path) = self.entity(kind, name) else {
            return Ok(None);
        };
        let Some(components) = self.components.get(&path) else {
            return Ok(None);
        };
        // A recording that has nothing of the entity has no rows either.
        let parts: Vec<_> = self
            .parts
            .iter()
            .filter(|part| !part.store.chunks_of(&path).is_empty())
            .cloned()
            .collect();
        let is_raw = kind == TableKind::Raw;
        let shape = match is_raw {
            true => shape::raw(&parts, &path, components),
            false => shape::plain(&parts, &path, components, &*self.forms(&path)?),
        };
        Ok(Some(Arc::new(EntityTable {
            path,
            parts,
            shape,
            is_raw,
        })))
    }

    fn forms(&self, path: &EntityPath) -> Result<Arc<Forms>> {
        if let Some(forms) = self.forms.lock().get(path) {
            return Ok(Arc::clone(forms));
        }
        let none = BTreeMap::new();
        let components = self.components.get(path).unwrap_or(&none);
        let forms = Arc::new(shape::forms(&self.parts, path, components)?);
        self.forms.lock().insert(path.clone(), Arc::clone(&forms));
        Ok(forms)
    }

    fn timeline(&self, name: &str, is_filled: bool) -> Result<Option<Arc<dyn TableProvider>>> {
        let mut timelines = shape::timelines(&self.parts);
        let Some(timeline) = self
            .timelines
            .get(name)
            .and_then(|name| timelines.remove(name))
        else {
            return Ok(None);
        };
        let mut columns = vec![
            (RECORDING.to_owned(), Column::Recording, false),
            (name.to_owned(), Column::Time(timeline.clone()), false),
        ];
        columns.extend(timelines.into_values().map(|timeline| {
            (
                timeline.name().as_str().to_owned(),
                Column::Time(timeline),
                true,
            )
        }));
        for (path, components) in self
            .components
            .iter()
            .filter(|(path, _)| !path.is_property())
        {
            let forms = self.forms(path)?;
            for (component, column) in components
                .iter()
                .filter(|(_, column)| shape::is_shown(column))
            {
                if let Some(form) = forms.get(component) {
                    let name = column.field(path).name().clone();
                    let column = ComponentColumn {
                        entity: path.clone(),
                        component: component.clone(),
                        form: form.clone(),
                    };
                    columns.push((name, Column::Component(column), true));
                }
            }
        }
        let shape = Shape::new(columns);
        let parts = self.parts.clone();
        Ok(Some(Arc::new(TimelineTable {
            timeline,
            parts,
            shape,
            is_filled,
        })))
    }

    fn recordings(&self) -> Result<Arc<dyn TableProvider>> {
        let field = |name: &str, data_type| Field::new(name, data_type, false);
        let schema = Arc::new(Schema::new(vec![
            field(RECORDING, DataType::Utf8),
            field("application_id", DataType::Utf8),
            field("entities", DataType::UInt64),
            field("chunks", DataType::UInt64),
            field("rows", DataType::UInt64),
        ]));
        let parts = self.parts.iter();
        let names = StringArray::from_iter_values(parts.clone().map(|part| part.name.as_str()));
        let applications = parts
            .clone()
            .map(|part| part.store.id().application_id().as_str().to_owned());
        let count = |of: &dyn Fn(&Store) -> u64| {
            UInt64Array::from_iter_values(parts.clone().map(|part| of(&part.store)))
        };
        let columns: Vec<arrow_array::ArrayRef> = vec![
            Arc::new(names),
            Arc::new(StringArray::from_iter_values(applications)),
            Arc::new(count(&|store| store.entities().len() as u64)),
            Arc::new(count(&|store| store.stats().total().num_chunks)),
            Arc::new(count(&|store| store.stats().total().num_rows)),
        ];
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns)?;
        let table =
            MemTable::try_new(schema, vec![vec![batch]]).map_err(super::session::from_plan)?;
        Ok(Arc::new(table))
    }
}

/// The path of a set of properties below all of them.
pub(super) fn below_properties(path: &EntityPath) -> EntityPath {
    EntityPath::new(path.parts().iter().skip(1).cloned().collect())
}

/// The catalog as the planner knows it.
#[derive(Clone, Debug)]
pub(super) struct Schemas(pub Arc<Catalog>);

#[derive(Debug)]
struct Tables {
    catalog: Arc<Catalog>,
    kind: TableKind,
}

impl CatalogProvider for Schemas {
    fn schema_names(&self) -> Vec<String> {
        TableKind::SCHEMAS
            .iter()
            .map(|kind| kind.schema().to_owned())
            .collect()
    }

    fn schema(&self, name: &str) -> Option<Arc<dyn SchemaProvider>> {
        let kind = TableKind::SCHEMAS
            .into_iter()
            .find(|kind| kind.schema() == name)?;
        Some(Arc::new(Tables {
            catalog: Arc::clone(&self.0),
            kind,
        }))
    }
}

#[async_trait]
impl SchemaProvider for Tables {
    fn table_names(&self) -> Vec<String> {
        self.catalog.names(self.kind)
    }

    async fn table(&self, name: &str) -> PlanResult<Option<Arc<dyn TableProvider>>> {
        self.catalog
            .table(self.kind, name)
            .map_err(super::session::external)
    }

    async fn table_type(&self, name: &str) -> PlanResult<Option<TableType>> {
        Ok(self.table_exist(name).then_some(TableType::Base))
    }

    fn table_exist(&self, name: &str) -> bool {
        self.catalog.has(self.kind, name)
    }
}
