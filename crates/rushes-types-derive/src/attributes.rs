//! What `#[archetype(..)]` says about a struct or a field.

use syn::{Attribute, Error, LitStr, Path, Result, parse_quote};

/// What is said about the struct.
pub(crate) struct OfStruct {
    /// The full name of the archetype.
    pub(crate) name: LitStr,
    /// Where the types crate is found.
    pub(crate) crate_path: Path,
}

/// How much a field is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Recommended,
    Optional,
}

fn ours(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("archetype"))
}

impl OfStruct {
    pub(crate) fn parse(attributes: &[Attribute], ident: &syn::Ident) -> Result<Self> {
        let mut this = Self {
            name: LitStr::new(&ident.to_string(), ident.span()),
            crate_path: parse_quote!(::rushes_types),
        };
        for attribute in ours(attributes) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("name") {
                    this.name = meta.value()?.parse()?;
                    if this.name.value().is_empty() {
                        return Err(Error::new(this.name.span(), "the name must not be empty"));
                    }
                } else if meta.path.is_ident("crate") {
                    this.crate_path = meta.value()?.call(Path::parse_mod_style)?;
                } else {
                    return Err(meta.error("expected `name = \"..\"` or `crate = path`"));
                }
                Ok(())
            })?;
        }
        Ok(this)
    }
}

impl Need {
    /// What is said about a field, if anything.
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Option<Self>> {
        let mut need = None;
        for attribute in ours(attributes) {
            attribute.parse_nested_meta(|meta| {
                need = Some(
                    match meta.path.get_ident().map(ToString::to_string).as_deref() {
                        Some("required") => Self::Required,
                        Some("recommended") => Self::Recommended,
                        Some("optional") => Self::Optional,
                        _ => {
                            let message = "expected `required`, `recommended` or `optional`";
                            return Err(meta.error(message));
                        }
                    },
                );
                Ok(())
            })?;
        }
        Ok(need)
    }
}
