//! Containers: views and other containers, next to each other or one behind the other.

use rushes_types::blueprint::archetypes::ContainerBlueprint;
use rushes_types::blueprint::components::ContainerKind;
use rushes_types::encodings::Uuid;

use super::{View, Writer, path_of};
use crate::RecordingStreamResult;

/// A container or a view.
#[derive(Clone, Debug)]
pub enum ContainerLike {
    /// A view.
    View(Box<View>),
    /// Side by side.
    Horizontal(Horizontal),
    /// One below the other.
    Vertical(Vertical),
    /// One behind the other.
    Tabs(Tabs),
    /// In rows and columns.
    Grid(Grid),
}

impl ContainerLike {
    /// Writes it and what is in it. Returns its path.
    fn log(&self, writer: &Writer<'_>) -> RecordingStreamResult<String> {
        let (kind, id) = match self {
            Self::View(view) => ("view", view.log(writer)?),
            Self::Horizontal(container) => ("container", container.0.log(writer)?),
            Self::Vertical(container) => ("container", container.0.log(writer)?),
            Self::Tabs(container) => ("container", container.0.log(writer)?),
            Self::Grid(container) => ("container", container.0.log(writer)?),
        };
        Ok(path_of(kind, id))
    }

    fn name(&self) -> Option<&str> {
        match self {
            Self::View(view) => view.name(),
            Self::Horizontal(container) => container.0.name.as_deref(),
            Self::Vertical(container) => container.0.name.as_deref(),
            Self::Tabs(container) => container.0.name.as_deref(),
            Self::Grid(container) => container.0.name.as_deref(),
        }
    }

    /// Writes it as what fills the viewer: a view gets a container around it. Returns the
    /// container's id.
    pub(super) fn log_as_root(&self, writer: &Writer<'_>) -> RecordingStreamResult<Uuid> {
        match self {
            Self::View(_) => Tabs::new([self.clone()]).0.log(writer),
            Self::Horizontal(container) => container.0.log(writer),
            Self::Vertical(container) => container.0.log(writer),
            Self::Tabs(container) => container.0.log(writer),
            Self::Grid(container) => container.0.log(writer),
        }
    }
}

/// What all containers have.
#[derive(Clone, Debug)]
struct Container {
    id: Uuid,
    kind: ContainerKind,
    contents: Vec<ContainerLike>,
    name: Option<String>,
    visible: Option<bool>,
    column_shares: Option<Vec<f32>>,
    row_shares: Option<Vec<f32>>,
    active_tab: Option<String>,
    grid_columns: Option<u32>,
}

impl Container {
    fn new(kind: ContainerKind, contents: impl IntoIterator<Item = ContainerLike>) -> Self {
        Self {
            id: Uuid::random(),
            kind,
            contents: contents.into_iter().collect(),
            name: None,
            visible: None,
            column_shares: None,
            row_shares: None,
            active_tab: None,
            grid_columns: None,
        }
    }

    fn log(&self, writer: &Writer<'_>) -> RecordingStreamResult<Uuid> {
        let paths = self.contents.iter().map(|part| part.log(writer));
        let paths: Vec<_> = paths.collect::<Result<_, _>>()?;
        let mut container = ContainerBlueprint::new(self.kind);
        if let Some(name) = &self.name {
            container = container.with_display_name(name.as_str());
        }
        if let Some(visible) = self.visible {
            container = container.with_visible(visible);
        }
        if let Some(shares) = &self.column_shares {
            container = container.with_col_shares(shares.iter().copied());
        }
        if let Some(shares) = &self.row_shares {
            container = container.with_row_shares(shares.iter().copied());
        }
        if let Some(columns) = self.grid_columns {
            container = container.with_grid_columns(columns);
        }
        if let Some(tab) = self.active_tab.as_deref() {
            let mut parts = self.contents.iter().zip(&paths);
            match parts.find(|(part, _)| part.name() == Some(tab)) {
                Some((_, path)) => container = container.with_active_tab(path.as_str()),
                None => log::warn!("a blueprint's active tab {tab:?} is not there"),
            }
        }
        let container = container.with_contents(paths);
        writer.log(path_of("/container", self.id), &container)?;
        Ok(self.id)
    }
}

/// Declares a kind of container, with what all of them can do.
macro_rules! containers {
    ($($(#[doc = $doc:literal])+ $name:ident;)*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name(Container);

        impl $name {
            /// A container of these views and containers.
            pub fn new(contents: impl IntoIterator<Item = ContainerLike>) -> Self {
                Self(Container::new(ContainerKind::$name, contents))
            }

            /// The name that is shown.
            #[must_use]
            pub fn with_name(mut self, name: impl Into<String>) -> Self {
                self.0.name = Some(name.into());
                self
            }

            /// Whether it is shown.
            #[must_use]
            pub fn with_visible(mut self, visible: bool) -> Self {
                self.0.visible = Some(visible);
                self
            }
        }

        impl From<$name> for ContainerLike {
            fn from(container: $name) -> Self {
                Self::$name(container)
            }
        }
    )* };
}

containers! {
    /// Views and containers side by side.
    Horizontal;
    /// Views and containers one below the other.
    Vertical;
    /// Views and containers one behind the other.
    Tabs;
    /// Views and containers in rows and columns.
    Grid;
}

impl Horizontal {
    /// How wide each is, relative to the others; those without a share count as 1.
    #[must_use]
    pub fn with_column_shares(mut self, shares: impl Into<Vec<f32>>) -> Self {
        self.0.column_shares = Some(shares.into());
        self
    }
}

impl Vertical {
    /// How high each is, relative to the others; those without a share count as 1.
    #[must_use]
    pub fn with_row_shares(mut self, shares: impl Into<Vec<f32>>) -> Self {
        self.0.row_shares = Some(shares.into());
        self
    }
}

impl Tabs {
    /// The name of the one in front.
    #[must_use]
    pub fn with_active_tab(mut self, name: impl Into<String>) -> Self {
        self.0.active_tab = Some(name.into());
        self
    }
}

impl Grid {
    /// How wide each column is, relative to the others.
    #[must_use]
    pub fn with_column_shares(mut self, shares: impl IntoIterator<Item = f32>) -> Self {
        self.0.column_shares = Some(shares.into_iter().collect());
        self
    }

    /// How high each row is, relative to the others.
    #[must_use]
    pub fn with_row_shares(mut self, shares: impl IntoIterator<Item = f32>) -> Self {
        self.0.row_shares = Some(shares.into_iter().collect());
        self
    }

    /// How many columns there are; by default the viewer decides.
    #[must_use]
    pub fn with_grid_columns(mut self, columns: u32) -> Self {
        self.0.grid_columns = Some(columns);
        self
    }
}
