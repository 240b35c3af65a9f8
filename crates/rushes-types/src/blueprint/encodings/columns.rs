//! Columns of tables and text logs.

use rushes_core::{ComponentDescriptor, ComponentType};

use crate::ArrowString;
use crate::declare::{enum_encodings, struct_encodings};
use crate::encodings::{Bool, EntityPath, Utf8};

enum_encodings! {
    ENUMS in "rerun.blueprint.encodings";

    /// Which way a column is sorted.
    unstable SortDirection: u8 {
        /// Small before large.
        Ascending = 1,
        /// Large before small.
        Descending = 2,
    } = Ascending;

    /// What a column of a text log shows.
    stable TextLogColumnKind: u8 {
        /// The entity that the text was logged to.
        EntityPath = 1,
        /// The level.
        LogLevel = 2,
        /// The text.
        Body = 3,
    } = EntityPath;
}

struct_encodings! {
    COLUMNS in "rerun.blueprint.encodings" derive(Eq, Hash);

    /// What a column of a table is shown as.
    unstable ColumnType {
        /// The component identifier.
        component: Option<ArrowString>,
        /// The component type.
        component_type_name: Option<ArrowString>,
    } = Self { component: None, component_type_name: None };

    /// One component column of an entity.
    unstable ComponentColumnSelector {
        /// The entity.
        entity_path: EntityPath,
        /// The component identifier.
        component: Utf8,
    } = Self { entity_path: EntityPath::default(), component: Utf8::default() };

    /// The columns chosen for a table.
    unstable SelectedColumns {
        /// The timelines.
        time_columns: Vec<Utf8>,
        /// The components.
        component_columns: Vec<ComponentColumnSelector>,
    } = Self { time_columns: Vec::new(), component_columns: Vec::new() };

    /// By which column a table is sorted.
    unstable SortBy {
        /// The column.
        column: Utf8,
        /// Which way.
        direction: Option<SortDirection>,
    };

    /// A timeline as a column.
    unstable TimelineColumn {
        /// Whether it is shown.
        visible: Bool,
        /// The timeline.
        timeline: Utf8,
    } = Self { visible: Bool(true), timeline: "log_time".into() };
}

struct_encodings! {
    CHOICES in "rerun.blueprint.encodings" derive(Copy, Eq, Hash);

    /// A column of a text log.
    unstable TextLogColumn {
        /// Whether it is shown.
        visible: Bool,
        /// What it shows.
        kind: TextLogColumnKind,
    } = Self { visible: Bool(true), kind: TextLogColumnKind::EntityPath };
}

impl ComponentColumnSelector {
    /// The column of that component.
    pub fn new(entity_path: &rushes_core::EntityPath, component: String) -> Self {
        let entity_path = entity_path.to_string().into();
        Self {
            entity_path,
            component: component.into(),
        }
    }
}

impl From<TextLogColumnKind> for TextLogColumn {
    /// A column that is shown.
    fn from(kind: TextLogColumnKind) -> Self {
        Self {
            visible: Bool(true),
            kind,
        }
    }
}

impl ComponentColumnSelector {
    /// The entity.
    pub fn entity_path(&self) -> rushes_core::EntityPath {
        self.entity_path.as_str().into()
    }
}

impl From<ComponentType> for ColumnType {
    fn from(component_type: ComponentType) -> Self {
        Self {
            component: None,
            component_type_name: Some(component_type.as_str().into()),
        }
    }
}

impl From<ComponentDescriptor> for ColumnType {
    fn from(descriptor: ComponentDescriptor) -> Self {
        Self {
            component: Some(descriptor.component.as_str().into()),
            component_type_name: descriptor.component_type.map(|name| name.as_str().into()),
        }
    }
}

impl SortDirection {
    /// Whether small comes before large.
    pub const fn is_ascending(&self) -> bool {
        matches!(self, Self::Ascending)
    }
}

impl TextLogColumnKind {
    /// The title of the column.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::EntityPath => "Entity path",
            Self::LogLevel => "Level",
            Self::Body => "Body",
        }
    }
}
