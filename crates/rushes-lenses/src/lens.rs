//! What a lens reads and makes, and how to say it.

use arrow_schema::DataType;
use rushes_core::{
    ComponentDescriptor, ComponentIdentifier, EntityPath, EntityPathFilter, TimeType, Timeline,
    TimelineName,
};

use crate::{LensBuilderError, Selector};

/// Makes components of one component, or replaces it.
///
/// ```
/// # use rushes_core::ComponentDescriptor;
/// use rushes_lenses::{Lens, Lenses, OutputMode};
///
/// let lens = Lens::derive("Imu:accel")
///     .to_component(ComponentDescriptor::partial("Scalars:scalars"), ".x")
///     .build()?;
/// let lenses = Lenses::new(OutputMode::ForwardUnmatched).with_lens(lens);
/// # let _ = lenses;
/// # Ok::<(), rushes_lenses::LensError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Lens {
    pub(crate) input: ComponentIdentifier,
    /// Which entities; all but the recording's properties without.
    pub(crate) filter: Option<EntityPathFilter>,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Derive(Derive),
    Mutate {
        selector: Selector,
        keep_row_ids: bool,
    },
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Derive {
    /// Where to; the entity itself without.
    pub(crate) entity: Option<EntityPath>,
    pub(crate) scatter: bool,
    pub(crate) components: Vec<ComponentOutput>,
    pub(crate) timelines: Vec<TimeOutput>,
}

#[derive(Clone, Debug)]
pub(crate) struct ComponentOutput {
    pub(crate) descriptor: ComponentDescriptor,
    pub(crate) selector: Selector,
    pub(crate) cast: CastTo,
}

#[derive(Clone, Debug)]
pub(crate) struct TimeOutput {
    pub(crate) timeline: Timeline,
    pub(crate) selector: Selector,
}

/// The type that the values of an output get.
///
/// Numbers become numbers of any kind, also within lists. What the type cannot hold becomes null.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CastTo {
    /// The one that they have.
    #[default]
    AsIs,
    /// The one of the component type in the output's descriptor.
    Auto,
    /// This one.
    DataType(DataType),
}

impl Lens {
    /// A lens that makes other components of `input`.
    pub fn derive(input: impl Into<ComponentIdentifier>) -> DeriveLensBuilder {
        DeriveLensBuilder {
            input: input.into(),
            filter: None,
            derive: Derive::default(),
            error: None,
        }
    }

    /// A lens that replaces `input` by what the selector makes of it. If that is nothing, the
    /// component goes.
    pub fn mutate<S: TryInto<Selector, Error: Into<LensBuilderError>>>(
        input: impl Into<ComponentIdentifier>,
        selector: S,
    ) -> MutateLensBuilder {
        MutateLensBuilder {
            input: input.into(),
            filter: None,
            selector: selector.try_into().map_err(Into::into),
            keep_row_ids: false,
        }
    }

    pub(crate) fn reads(&self, entity: &EntityPath) -> bool {
        match &self.filter {
            Some(filter) => filter.matches(entity),
            None => !entity.is_property(),
        }
    }
}

/// See [`Lens::derive`].
#[derive(Clone, Debug)]
#[must_use]
pub struct DeriveLensBuilder {
    input: ComponentIdentifier,
    filter: Option<EntityPathFilter>,
    derive: Derive,
    /// The first one.
    error: Option<LensBuilderError>,
}

impl DeriveLensBuilder {
    /// Only on these entities. By default on all but the recording's properties.
    pub fn on(mut self, filter: EntityPathFilter) -> Self {
        self.filter = Some(filter);
        self
    }

    /// Writes to this entity, not to the one that was read.
    pub fn output_entity(mut self, entity: impl Into<EntityPath>) -> Self {
        self.derive.entity = Some(entity.into());
        self
    }

    /// Makes a row of each value that the selectors yield, not one per row that was read. A row
    /// without values stays one.
    pub fn scatter(mut self) -> Self {
        self.derive.scatter = true;
        self
    }

    /// Makes a component, of the type that the selector yields.
    pub fn to_component<S: TryInto<Selector, Error: Into<LensBuilderError>>>(
        self,
        component: impl Into<ComponentDescriptor>,
        selector: S,
    ) -> Self {
        self.to_component_cast(component, selector, CastTo::AsIs)
    }

    /// Makes a component of the given type.
    pub fn to_component_cast<S: TryInto<Selector, Error: Into<LensBuilderError>>>(
        mut self,
        component: impl Into<ComponentDescriptor>,
        selector: S,
        cast: CastTo,
    ) -> Self {
        if let Some(selector) = self.selector(selector) {
            self.derive.components.push(ComponentOutput {
                descriptor: component.into(),
                selector,
                cast,
            });
        }
        self
    }

    /// Makes a timeline. The selector must yield one `Int64` for each row: a number, or
    /// nanoseconds.
    pub fn to_timeline<S: TryInto<Selector, Error: Into<LensBuilderError>>>(
        mut self,
        name: impl Into<TimelineName>,
        time_type: TimeType,
        selector: S,
    ) -> Self {
        if let Some(selector) = self.selector(selector) {
            let timeline = Timeline::new(name.into(), time_type);
            self.derive
                .timelines
                .push(TimeOutput { timeline, selector });
        }
        self
    }

    /// What is wrong with the selectors so far, which [`Self::build`] will return.
    pub fn error(&self) -> Option<&LensBuilderError> {
        self.error.as_ref()
    }

    /// The lens.
    ///
    /// # Errors
    /// If a selector cannot be read, or if the lens makes no component or its own input.
    pub fn build(self) -> Result<Lens, LensBuilderError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let input = self.input.to_string();
        let mut outputs = self.derive.components.iter();
        if self.derive.components.is_empty() {
            return Err(LensBuilderError::NoOutput { input });
        }
        if self.derive.entity.is_none()
            && outputs.any(|output| output.descriptor.component == self.input)
        {
            return Err(LensBuilderError::OwnInput { input });
        }
        Ok(Lens {
            input: self.input,
            filter: self.filter,
            kind: Kind::Derive(self.derive),
        })
    }

    fn selector<S: TryInto<Selector, Error: Into<LensBuilderError>>>(
        &mut self,
        selector: S,
    ) -> Option<Selector> {
        match selector.try_into() {
            Ok(selector) => Some(selector),
            Err(error) => {
                self.error.get_or_insert(error.into());
                None
            }
        }
    }
}

/// See [`Lens::mutate`].
#[derive(Clone, Debug)]
#[must_use]
pub struct MutateLensBuilder {
    input: ComponentIdentifier,
    filter: Option<EntityPathFilter>,
    selector: Result<Selector, LensBuilderError>,
    keep_row_ids: bool,
}

impl MutateLensBuilder {
    /// Only on these entities. By default on all but the recording's properties.
    pub fn on(mut self, filter: EntityPathFilter) -> Self {
        self.filter = Some(filter);
        self
    }

    /// Whether rows keep their ids. By default they get new ones, for what is in them is new.
    pub fn keep_row_ids(mut self, keep: bool) -> Self {
        self.keep_row_ids = keep;
        self
    }

    /// The lens.
    ///
    /// # Errors
    /// If the selector cannot be read.
    pub fn build(self) -> Result<Lens, LensBuilderError> {
        Ok(Lens {
            input: self.input,
            filter: self.filter,
            kind: Kind::Mutate {
                selector: self.selector?,
                keep_row_ids: self.keep_row_ids,
            },
        })
    }
}
