//! Where a visualizer takes its data from.

use rushes_core::{ComponentIdentifier, EmptyNameError};

use crate::ArrowString;
use crate::declare::{enum_encodings, struct_encodings};
use crate::encodings::Utf8;

enum_encodings! {
    ENUMS in "rerun.blueprint.encodings";

    /// Where a visualizer takes one of its inputs from.
    stable ComponentSourceKind: u8 {
        /// A component of the entity, perhaps transformed by a selector.
        SourceComponent = 1,
        /// The override in the blueprint.
        Override = 2,
        /// The default of the view, or else the fallback.
        Default = 3,
        /// The annotation context.
        AnnotationContext = 4,
    };
}

struct_encodings! {
    MAPPINGS in "rerun.blueprint.encodings" derive(Eq, Hash);

    /// Where a visualizer takes one of its inputs from.
    unstable VisualizerComponentMapping {
        /// The input, as a component identifier.
        target: Utf8,
        /// The kind of source.
        source_kind: ComponentSourceKind,
        /// The component of the entity that is the source.
        source_component: Option<ArrowString>,
        /// How the source is transformed.
        selector: Option<ArrowString>,
    };
}

struct_encodings! {
    SLIDERS in "rerun.blueprint.encodings" derive(Copy, Eq, Hash);

    /// A dimension of a tensor for which the view has a slider.
    unstable TensorDimensionIndexSlider {
        /// The dimension.
        dimension: u32,
    } = Self { dimension: 0 };
}

impl VisualizerComponentMapping {
    /// A mapping from all its parts.
    pub fn new(
        target: impl Into<Utf8>,
        source_kind: ComponentSourceKind,
        source_component: Option<impl Into<ArrowString>>,
        selector: Option<impl Into<ArrowString>>,
    ) -> Self {
        Self {
            target: target.into(),
            source_kind,
            source_component: source_component.map(Into::into),
            selector: selector.map(Into::into),
        }
    }

    /// The input from a component of the entity.
    pub fn new_source_component(
        target: impl Into<Utf8>,
        source_component: impl Into<ArrowString>,
    ) -> Self {
        let kind = ComponentSourceKind::SourceComponent;
        Self::new(target, kind, Some(source_component), None::<ArrowString>)
    }

    /// The input from a component of the entity, transformed.
    pub fn new_source_component_with_selector(
        target: impl Into<Utf8>,
        source_component: impl Into<ArrowString>,
        selector: impl Into<ArrowString>,
    ) -> Self {
        let kind = ComponentSourceKind::SourceComponent;
        Self::new(target, kind, Some(source_component), Some(selector))
    }

    /// The input from the override in the blueprint.
    pub fn new_override(target: impl Into<Utf8>) -> Self {
        let kind = ComponentSourceKind::Override;
        Self::new(target, kind, None::<ArrowString>, None::<ArrowString>)
    }

    /// The input, as a component identifier.
    ///
    /// # Errors
    /// If it is empty.
    pub fn target_component(&self) -> Result<ComponentIdentifier, EmptyNameError> {
        ComponentIdentifier::try_new(self.target.as_str())
    }

    /// The input from the default of the view.
    pub fn new_default(target: impl Into<Utf8>) -> Self {
        let kind = ComponentSourceKind::Default;
        Self::new(target, kind, None::<ArrowString>, None::<ArrowString>)
    }
}

impl From<u32> for TensorDimensionIndexSlider {
    fn from(dimension: u32) -> Self {
        Self { dimension }
    }
}

impl From<TensorDimensionIndexSlider> for u32 {
    fn from(slider: TensorDimensionIndexSlider) -> Self {
        slider.dimension
    }
}
