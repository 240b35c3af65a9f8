//! The derive macro for archetypes of one's own; `rushes_types::Archetype` documents it.
//!
//! Read `attributes` (what can be said about a struct), then `expand` (what is made of it).

mod attributes;
mod expand;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct of components an archetype.
///
/// See `rushes_types::Archetype` for what it does and what can be said about it.
#[proc_macro_derive(Archetype, attributes(archetype))]
pub fn derive_archetype(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let expanded = expand::archetype(&input);
    expanded
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
