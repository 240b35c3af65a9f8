//! What there is to know about every type, at run time.
//!
//! The declarations make a static table per type: [`EncodingInfo`], [`ComponentInfo`],
//! [`ArchetypeInfo`], [`ViewInfo`]. [`encodings`], [`components`], [`archetypes`] and [`views`]
//! list them; [`encoding`], [`component`], [`archetype`], [`view`] look one up by its full name,
//! and [`field`] looks up by what is on the wire, e.g. `Points3D:positions`.
//!
//! ```
//! use rushes_types::reflection;
//! let (archetype, field) = reflection::field("Points3D:radii").unwrap();
//! assert_eq!(archetype.fq_name, "rerun.archetypes.Points3D");
//! assert_eq!(field.component.fq_name, "rerun.components.Radius");
//! assert_eq!(reflection::display(&*field.fallback("3D").value.unwrap(), 0), "-1.5");
//! ```

mod archetype;
mod component;
mod display;
mod encoding;
mod fallback;
#[cfg(feature = "json")]
mod json;
mod listing;
mod names;
mod registry;
mod verify;
mod view;
mod zero;

pub use archetype::{ArchetypeInfo, FieldInfo, Multiplicity, Requiredness, Shown};
pub use component::{ComponentInfo, Shape};
pub use display::{display, display_value};
pub(crate) use encoding::encoding_of;
pub use encoding::{EncodingInfo, EnumVariant, Kind, PartInfo, UnionVariant};
pub use fallback::{EffectiveFallback, Fallback, FallbackSource};
#[cfg(feature = "json")]
pub use json::{to_json, value as value_to_json};
pub use listing::{describe, overview};
pub use names::notation;
pub use registry::{
    archetype, archetypes, component, components, encoding, encodings, field, view, views,
};
pub use verify::verify_component;
pub use view::{Property, Query, ViewInfo};
pub use zero::zero;

/// How long a type will stay as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The layout is kept compatible.
    Stable,
    /// The layout may change from release to release.
    Unstable,
    /// Do not use it in new code.
    Deprecated,
}

impl State {
    /// The name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Unstable => "unstable",
            Self::Deprecated => "deprecated",
        }
    }
}

/// The first paragraph of a doc comment, given line by line.
fn first_paragraph(docs: &[&str]) -> String {
    let lines = docs.iter().map(|line| line.trim());
    let paragraph: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    paragraph.join(" ")
}

/// The methods that every table has alike.
macro_rules! named {
    ($($info:ident),*) => { $(
        impl $info {
            /// The name without its path, e.g. `Points3D`.
            pub fn name(&self) -> &'static str {
                names::last(self.fq_name)
            }

            /// The name in `snake_case`, as files and modules are called.
            pub fn module(&self) -> String {
                names::snake_case(self.name())
            }

            /// `blueprint` for what describes the viewer's layout; nothing for data.
            pub fn scope(&self) -> Option<&'static str> {
                names::scope(self.fq_name)
            }

            /// One sentence on what it is.
            pub fn description(&self) -> String {
                first_paragraph(self.docs)
            }
        }
    )* };
}

named!(EncodingInfo, ComponentInfo, ArchetypeInfo);
