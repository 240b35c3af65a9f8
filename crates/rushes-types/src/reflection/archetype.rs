//! What is known about an archetype and its fields.

use arrow_array::{Array as _, ArrayRef, new_empty_array};
use rushes_chunk::SerializedComponentBatch;
use rushes_core::{ArchetypeName, ComponentDescriptor};

use super::fallback::EffectiveFallback;
use super::{ComponentInfo, Fallback, FallbackSource, State, names, zero};
use crate::{DeserializationError, DeserializationResult};

/// The declaration of one archetype.
#[derive(Debug)]
pub struct ArchetypeInfo {
    /// The full name, e.g. `rerun.archetypes.Points3D`.
    pub fq_name: &'static str,
    /// The doc comment, line by line.
    pub docs: &'static [&'static str],
    /// How stable it is.
    pub state: State,
    /// The views that can show it.
    pub views: &'static [Shown],
    /// The visualizer that draws it, as blueprints call it.
    pub visualizer: Option<&'static str>,
    /// The fields that the plain constructor takes, in order.
    pub constructor_fields: &'static [&'static str],
    /// All fields, in order.
    pub fields: &'static [FieldInfo],
}

/// A view that shows an archetype.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The view's class.
    pub view: &'static str,
    /// The condition under which it does.
    pub note: Option<&'static str>,
}

/// The declaration of one field of an archetype.
#[derive(Debug)]
pub struct FieldInfo {
    /// The name, e.g. `positions`.
    pub name: &'static str,
    /// The doc comment, line by line.
    pub docs: &'static [&'static str],
    /// What its data is called on the wire.
    pub descriptor: ComponentDescriptor,
    /// What its instances are.
    pub component: &'static ComponentInfo,
    /// How much it is needed.
    pub requiredness: Requiredness,
    /// Whether one instance per row is expected, or any number.
    pub multiplicity: Multiplicity,
    /// Whether the viewer lets its user edit the value.
    pub is_editable: bool,
    /// What this very field falls back to.
    pub own_fallback: Option<Fallback>,
    /// What this very field falls back to in the views named.
    pub view_fallbacks: &'static [(&'static str, Fallback)],
}

/// How much a field is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Requiredness {
    /// Nothing is shown without it.
    Required,
    /// Should usually be given.
    Recommended,
    /// May well be left out.
    Optional,
}

/// How many instances a row of a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Multiplicity {
    /// One.
    Mono,
    /// One per thing shown.
    Batch,
}

impl Requiredness {
    /// The name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Recommended => "recommended",
            Self::Optional => "optional",
        }
    }
}

impl Multiplicity {
    /// The name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mono => "mono",
            Self::Batch => "batch",
        }
    }
}

impl ArchetypeInfo {
    /// The name as an archetype name.
    pub const fn archetype_name(&self) -> ArchetypeName {
        ArchetypeName::from_static(self.fq_name)
    }

    /// The name for people, e.g. `Points 3D`.
    pub fn display_name(&self) -> &'static str {
        super::registry::display_name(self.fq_name)
    }

    pub(super) fn make_display_name(&self) -> String {
        names::sentence_case(self.name())
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static FieldInfo> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The classes of the views that have it as a property.
    pub fn property_of(&self) -> Vec<&'static str> {
        let has = |view: &&super::ViewInfo| {
            let mut properties = view.properties.iter();
            properties.any(|property| property.archetype.fq_name == self.fq_name)
        };
        let views = super::views().iter().copied();
        views.filter(has).map(|view| view.identifier).collect()
    }
}

impl FieldInfo {
    /// What it is called on the wire, e.g. `Points3D:positions`.
    pub fn identifier(&self) -> &str {
        self.descriptor.component.as_str()
    }

    /// One sentence on what it is.
    pub fn description(&self) -> String {
        super::first_paragraph(self.docs)
    }

    /// What counts where nothing was logged: declared for the view, for the field, for the
    /// component type, the default of the component, or else zero.
    pub fn fallback(&self, view: &str) -> EffectiveFallback {
        let mut in_views = self.view_fallbacks.iter();
        let in_view = in_views.find(|(name, _)| *name == view);
        if let Some((_, fallback)) = in_view {
            return fallback.effective(FallbackSource::ViewAndIdentifier);
        }
        if let Some(fallback) = &self.own_fallback {
            return fallback.effective(FallbackSource::Identifier);
        }
        if let Some(fallback) = &self.component.type_fallback {
            return fallback.effective(FallbackSource::ComponentType);
        }
        if let Some(default) = self.component.default {
            let value = Some(default);
            let fallback = Fallback { value, rule: None };
            return fallback.effective(FallbackSource::ComponentDefault);
        }
        EffectiveFallback {
            value: Some(zero(&self.component.arrow_type())),
            rule: None,
            source: FallbackSource::ArrowZero,
        }
    }

    /// A batch without instances, which clears the field.
    pub(crate) fn empty_batch(&self) -> SerializedComponentBatch {
        let array = new_empty_array(&self.component.arrow_type());
        SerializedComponentBatch::new(array, self.descriptor.clone())
    }

    /// Whether the array can hold instances of this field.
    pub(crate) fn check(&self, array: &ArrayRef) -> DeserializationResult<()> {
        let expected = self.component.arrow_type();
        if array.data_type().equals_datatype(&expected) {
            return Ok(());
        }
        let error = DeserializationError::wrong_type(&expected, array.data_type());
        Err(error.within(self.identifier()))
    }
}
