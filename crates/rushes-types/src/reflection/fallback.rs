//! What the viewer uses where nothing was logged.

use arrow_array::ArrayRef;

use crate::SerializationResult;

/// A declared fallback: a value, or the rule by which it is computed, or both.
#[derive(Clone, Copy, Debug)]
pub struct Fallback {
    /// Makes an array of one.
    pub value: Option<fn() -> SerializationResult<ArrayRef>>,
    /// How the value is computed, or what it means.
    pub rule: Option<&'static str>,
}

/// Where a fallback comes from; the first that has one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FallbackSource {
    /// Declared for this field in this view.
    ViewAndIdentifier,
    /// Declared for this field.
    Identifier,
    /// Declared for the component type.
    ComponentType,
    /// The default of the component type.
    ComponentDefault,
    /// The zero of the Arrow type.
    ArrowZero,
}

/// The fallback that counts for a field.
#[derive(Clone, Debug)]
pub struct EffectiveFallback {
    /// An array of one, where the value is fixed.
    pub value: Option<ArrayRef>,
    /// How the value is computed, or what it means.
    pub rule: Option<&'static str>,
    /// Where it comes from.
    pub source: FallbackSource,
}

impl Fallback {
    pub(super) fn effective(&self, source: FallbackSource) -> EffectiveFallback {
        EffectiveFallback {
            value: self.value.and_then(|value| value().ok()),
            rule: self.rule,
            source,
        }
    }
}

impl FallbackSource {
    /// The name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ViewAndIdentifier => "view+identifier",
            Self::Identifier => "identifier",
            Self::ComponentType => "component_type",
            Self::ComponentDefault => "component_default",
            Self::ArrowZero => "arrow_zero",
        }
    }
}
