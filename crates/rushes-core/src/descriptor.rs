//! What a component column is called: archetype, component identifier, component type.

use std::fmt;

use crate::name::name_type;

name_type! {
    /// The full name of an archetype, e.g. `rerun.archetypes.Points3D`.
    ArchetypeName,
    "archetype name",
    prefixes: ["rerun.archetypes.", "rerun.blueprint.archetypes.", "rerun."]
}

name_type! {
    /// The name of a component within its entity, e.g. `Points3D:positions`. It alone identifies
    /// the data.
    ComponentIdentifier,
    "component identifier",
    prefixes: []
}

name_type! {
    /// The full name of what the instances of a component mean, e.g. `rerun.components.Position3D`.
    ComponentType,
    "component type",
    prefixes: ["rerun.blueprint.components.", "rerun.components.", "rerun.controls.", "rerun."]
}

/// Describes one component column. Ordered by archetype (none first), component, component type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentDescriptor {
    /// The archetype that the component belongs to, if any. Descriptive only.
    pub archetype: Option<ArchetypeName>,
    /// Identifies the data within its entity.
    pub component: ComponentIdentifier,
    /// What the instances mean, if known. Descriptive only.
    pub component_type: Option<ComponentType>,
}

impl ComponentDescriptor {
    /// All three parts at once; usable in constants and statics.
    pub const fn new(
        archetype: Option<ArchetypeName>,
        component: ComponentIdentifier,
        component_type: Option<ComponentType>,
    ) -> Self {
        Self {
            archetype,
            component,
            component_type,
        }
    }

    /// Neither archetype nor component type.
    pub fn partial(component: impl Into<ComponentIdentifier>) -> Self {
        Self::new(None, component.into(), None)
    }

    /// Sets the archetype. The component identifier stays as it is.
    #[must_use]
    pub fn with_archetype(self, archetype: ArchetypeName) -> Self {
        Self {
            archetype: Some(archetype),
            ..self
        }
    }

    /// Sets the component type.
    #[must_use]
    pub fn with_component_type(self, component_type: ComponentType) -> Self {
        Self {
            component_type: Some(component_type),
            ..self
        }
    }

    /// Sets the archetype if there is none. The component identifier stays as it is.
    #[must_use]
    pub fn or_with_archetype(self, archetype: impl FnOnce() -> ArchetypeName) -> Self {
        Self {
            archetype: self.archetype.or_else(|| Some(archetype())),
            ..self
        }
    }

    /// Sets the component type if there is none.
    #[must_use]
    pub fn or_with_component_type(self, component_type: impl FnOnce() -> ComponentType) -> Self {
        Self {
            component_type: self.component_type.or_else(|| Some(component_type())),
            ..self
        }
    }

    /// What a person should see: the component identifier.
    pub fn display_name(&self) -> &str {
        self.component.as_str()
    }

    /// The field of the archetype that the component is: the identifier without the archetype's
    /// short name and colon where it starts with exactly these, else the whole identifier.
    pub fn archetype_field_name(&self) -> &str {
        let component = self.component.as_str();
        self.archetype
            .as_ref()
            .and_then(|archetype| component.strip_prefix(archetype.short_name()))
            .and_then(|rest| rest.strip_prefix(':'))
            .unwrap_or(component)
    }

    /// All three parts in one line:
    /// `Points3D:positions (rerun.archetypes.Points3D, rerun.components.Position3D)`.
    pub fn full_description(&self) -> String {
        match (&self.archetype, &self.component_type) {
            (None, None) => self.component.to_string(),
            (Some(archetype), None) => format!("{} ({archetype})", self.component),
            (None, Some(component_type)) => format!("{} ({component_type})", self.component),
            (Some(archetype), Some(component_type)) => {
                format!("{} ({archetype}, {component_type})", self.component)
            }
        }
    }
}

impl fmt::Display for ComponentDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.component, f)
    }
}

impl From<ComponentIdentifier> for ComponentDescriptor {
    fn from(component: ComponentIdentifier) -> Self {
        Self::new(None, component, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSITIONS: ComponentDescriptor = ComponentDescriptor::new(
        Some(ArchetypeName::from_static("rerun.archetypes.Points3D")),
        ComponentIdentifier::from_static("Points3D:positions"),
        Some(ComponentType::from_static("rerun.components.Position3D")),
    );

    #[test]
    fn short_names_go_without_the_first_prefix_that_fits() {
        for (full, short) in [
            ("rerun.archetypes.Points3D", "Points3D"),
            ("rerun.blueprint.archetypes.ViewBlueprint", "ViewBlueprint"),
            ("rerun.Other", "Other"),
            ("user.Custom", "user.Custom"),
            ("rerun.archetypes.rerun.X", "rerun.X"),
        ] {
            assert_eq!(ArchetypeName::from(full).short_name(), short);
        }
        for (full, short) in [
            ("rerun.components.Position3D", "Position3D"),
            ("rerun.blueprint.components.ColumnType", "ColumnType"),
            ("rerun.controls.RowId", "RowId"),
            ("rerun.X", "X"),
            ("user.X", "user.X"),
        ] {
            assert_eq!(ComponentType::from(full).short_name(), short);
        }
        assert_eq!(ComponentIdentifier::from("rerun.x").short_name(), "rerun.x");
    }

    #[test]
    fn the_field_name_needs_exactly_the_short_name_and_a_colon() {
        assert_eq!(POSITIONS.archetype_field_name(), "positions");
        for (component, field) in [
            ("foo", "foo"),
            ("Points3D", "Points3D"),
            ("Points3Dx:foo", "Points3Dx:foo"),
            ("Points3D:a:b", "a:b"),
        ] {
            let descriptor = ComponentDescriptor::partial(component)
                .with_archetype("rerun.archetypes.Points3D".into());
            assert_eq!(descriptor.archetype_field_name(), field);
        }
        assert_eq!(
            ComponentDescriptor::partial("a:b").archetype_field_name(),
            "a:b"
        );
    }

    #[test]
    fn no_archetype_sorts_first() {
        let conf = ComponentDescriptor::partial("conf");
        assert!(conf < POSITIONS);
        assert!(ComponentDescriptor::partial("zzz") < POSITIONS);
        assert!(conf < conf.clone().with_component_type("t".into()));
    }

    #[test]
    fn or_with_keeps_what_is_there() {
        let same = POSITIONS
            .or_with_archetype(|| "other".into())
            .or_with_component_type(|| "other".into());
        assert_eq!(same, POSITIONS);
        let filled = ComponentDescriptor::partial("x")
            .or_with_archetype(|| "a".into())
            .or_with_component_type(|| "t".into());
        assert_eq!(filled.full_description(), "x (a, t)");
        assert_eq!(filled.to_string(), "x");
    }

    #[test]
    fn empty_names_are_refused_where_checked() {
        let error = ComponentIdentifier::try_new("").unwrap_err();
        assert_eq!(
            error.to_string(),
            "a component identifier must not be empty; give it at least one character"
        );
        assert_eq!(ComponentIdentifier::try_new("x").unwrap(), "x");
        assert_eq!(ComponentIdentifier::from("").as_str(), "");
    }
}
