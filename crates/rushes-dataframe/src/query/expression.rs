//! What is asked for.

use std::collections::{BTreeMap, BTreeSet};

use rushes_core::{
    ComponentIdentifier, EntityPath, EntityPathFilter, TimeInt, TimeRange, TimelineName,
};

use crate::{Error, Result};

/// A question whose answer is a table: which columns, which rows, and what is in empty cells.
///
/// The default asks for the static data of everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryExpression {
    /// The entities of the view, and of each which components (`None`: all). `None`: everything. The rows
    /// come from the view, whatever of it is selected.
    pub view_contents: Option<BTreeMap<EntityPath, Option<BTreeSet<ComponentIdentifier>>>>,
    /// Whether components belong to the view that never have an instance.
    pub include_semantically_empty_columns: bool,
    /// Whether clears belong to the view as columns of their own.
    pub include_tombstone_columns: bool,
    /// Which of static and other components belong to the view.
    pub include_static_columns: StaticColumns,
    /// The timeline whose times are the rows. `None`: one row of static data.
    pub filtered_index: Option<TimelineName>,
    /// Rows in this range only, ends included. Ignored with `using_index_values`.
    pub filtered_index_range: Option<TimeRange>,
    /// Rows at these times only. Ignored with `using_index_values`.
    pub filtered_index_values: Option<BTreeSet<TimeInt>>,
    /// Exactly these rows, whether or not something happened then.
    pub using_index_values: Option<BTreeSet<TimeInt>>,
    /// Rows only at times at which this component has a cell.
    pub filtered_is_not_null: Option<ComponentSelector>,
    /// What is in cells of rows at which nothing happened.
    pub sparse_fill_strategy: SparseFillStrategy,
    /// The columns of the table, in order. `None`: all timelines, then all components of the view.
    pub selection: Option<Vec<ColumnSelector>>,
}

/// Which components belong to a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StaticColumns {
    /// All.
    #[default]
    Both,
    /// Those that are static.
    StaticOnly,
    /// Those that are not.
    NonStaticOnly,
}

/// What is in cells of rows at which nothing happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SparseFillStrategy {
    /// Null.
    #[default]
    None,
    /// What holds at the time of the row, wherever in the recording it was logged.
    LatestAtGlobal,
}

/// One column of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnSelector {
    /// The row id.
    RowId,
    /// A timeline.
    Time(TimelineName),
    /// A component.
    Component(ComponentSelector),
}

/// A component of an entity. As text: `/entity/path:Archetype:field`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ComponentSelector {
    /// The entity.
    pub entity_path: EntityPath,
    /// The component.
    pub component: ComponentIdentifier,
}

impl std::str::FromStr for ComponentSelector {
    type Err = Error;

    /// Splits at the first colon. The leading slash of the path may be missing.
    fn from_str(text: &str) -> Result<Self> {
        let split = text
            .split_once(':')
            .filter(|(_, component)| !component.is_empty());
        let Some((path, component)) = split else {
            return Err(Error::query(format!(
                "{text:?} names no component; write the entity, a colon, and the component, as in /points:Points3D:positions"
            )));
        };
        Ok(Self {
            entity_path: EntityPath::parse_forgiving(path),
            component: component.into(),
        })
    }
}

impl std::fmt::Display for ComponentSelector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.entity_path, self.component)
    }
}

impl std::str::FromStr for ColumnSelector {
    type Err = Error;

    /// With a colon a component, else a timeline.
    fn from_str(text: &str) -> Result<Self> {
        if text.is_empty() {
            return Err(Error::query("a column needs a name"));
        }
        if text == rushes_chunk::schema::keys::ROW_ID_NAME {
            return Ok(Self::RowId);
        }
        if text.contains(':') {
            return text.parse().map(Self::Component);
        }
        Ok(Self::Time(text.into()))
    }
}

impl QueryExpression {
    /// All rows of a timeline.
    pub fn on(index: impl Into<TimelineName>) -> Self {
        Self {
            filtered_index: Some(index.into()),
            ..Self::default()
        }
    }

    /// Narrows the view to the entities that pass a filter.
    #[must_use]
    pub fn with_contents<'a>(
        mut self,
        filter: &EntityPathFilter,
        entities: impl IntoIterator<Item = &'a EntityPath>,
    ) -> Self {
        let entities = entities.into_iter().filter(|path| filter.matches(path));
        self.view_contents = Some(entities.map(|path| (path.clone(), None)).collect());
        self
    }
}
