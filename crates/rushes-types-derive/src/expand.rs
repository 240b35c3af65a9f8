//! The code made for an archetype.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Fields, Ident, LitStr, Path, Result, Type};

use crate::attributes::{Need, OfStruct};

/// One field of the struct.
struct Field<'a> {
    ident: &'a Ident,
    ty: &'a Type,
    need: Option<Need>,
}

pub(crate) fn archetype(input: &DeriveInput) -> Result<TokenStream> {
    let OfStruct { name, crate_path } = OfStruct::parse(&input.attrs, &input.ident)?;
    let fields = fields(input)?;
    let ident = &input.ident;
    let (generics, of_type, bounds) = input.generics.split_for_impl();
    let descriptors = fields
        .iter()
        .map(|field| descriptor(&crate_path, &name, field));
    let components = components(&crate_path, &fields);
    let display_name = LitStr::new(&ident.to_string(), ident.span());
    let (idents, types): (Vec<_>, Vec<_>) =
        fields.iter().map(|field| (field.ident, field.ty)).unzip();
    let describe: Vec<_> = idents.iter().map(|ident| describe(ident)).collect();

    Ok(quote! {
        impl #generics #ident #of_type #bounds {
            #(#descriptors)*
        }

        impl #generics #crate_path::AsComponents for #ident #of_type #bounds {
            fn as_serialized_batches(
                &self,
            ) -> ::std::vec::Vec<#crate_path::SerializedComponentBatch> {
                [#(
                    #crate_path::ArchetypeField::batch(&self.#idents, Self::#describe())
                ),*]
                .into_iter()
                .flatten()
                .collect()
            }
        }

        impl #generics #crate_path::Archetype for #ident #of_type #bounds {
            fn name() -> #crate_path::ArchetypeName {
                #crate_path::ArchetypeName::from_static(#name)
            }

            fn display_name() -> &'static str {
                #display_name
            }

            #components

            fn from_arrow_components(
                data: impl ::std::iter::IntoIterator<
                    Item = (#crate_path::ComponentDescriptor, #crate_path::ArrayRef),
                >,
            ) -> #crate_path::DeserializationResult<Self> {
                let data: ::std::vec::Vec<_> = data.into_iter().collect();
                ::std::result::Result::Ok(Self {
                    #(
                        #idents: <#types as #crate_path::ArchetypeField>::find(
                            &data,
                            &Self::#describe(),
                        )?,
                    )*
                })
            }
        }
    })
}

fn fields(input: &DeriveInput) -> Result<Vec<Field<'_>>> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new(
            input.ident.span(),
            "only a struct can be an archetype",
        ));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new(
            input.ident.span(),
            "the fields need names, which go on the wire",
        ));
    };
    let named = fields
        .named
        .iter()
        .filter_map(|field| Some((field.ident.as_ref()?, field)));
    let parse = |(ident, field): (_, &'_ syn::Field)| {
        let need = Need::parse(&field.attrs)?;
        Ok((ident, need))
    };
    let needs = named.map(parse).collect::<Result<Vec<_>>>()?;
    let types = fields.named.iter().map(|field| &field.ty);
    let fields = needs.into_iter().zip(types);
    Ok(fields
        .map(|((ident, need), ty)| Field { ident, ty, need })
        .collect())
}

fn describe(ident: &Ident) -> Ident {
    format_ident!("descriptor_{ident}")
}

/// The function that says what a field is called on the wire.
fn descriptor(crate_path: &Path, name: &LitStr, field: &Field<'_>) -> TokenStream {
    let (ident, ty) = (field.ident, field.ty);
    let function = describe(ident);
    let docs = format!("What `{ident}` is called on the wire.");
    quote! {
        #[doc = #docs]
        pub fn #function() -> #crate_path::ComponentDescriptor {
            let archetype = #crate_path::ArchetypeName::from_static(#name);
            let component = ::std::format!("{}:{}", archetype.short_name(), stringify!(#ident));
            #crate_path::ComponentDescriptor::new(
                ::std::option::Option::Some(archetype),
                component.into(),
                ::std::option::Option::Some(
                    <#ty as #crate_path::ArchetypeField>::component_type(),
                ),
            )
        }
    }
}

/// The lists of required, recommended and optional components. Where nothing is said about a
/// field, its type decides.
fn components(crate_path: &Path, fields: &[Field<'_>]) -> TokenStream {
    let list = |function: &str, need: Need| {
        let function = Ident::new(function, proc_macro2::Span::call_site());
        let entries = fields.iter().map(|field| {
            let describe = describe(field.ident);
            let ty = field.ty;
            let belongs = match (field.need, need) {
                (Some(said), need) => {
                    let belongs = said == need;
                    quote!(#belongs)
                }
                (None, Need::Required) => quote!(<#ty as #crate_path::ArchetypeField>::REQUIRED),
                (None, Need::Recommended) => quote!(false),
                (None, Need::Optional) => quote!(!<#ty as #crate_path::ArchetypeField>::REQUIRED),
            };
            quote!((#belongs).then(Self::#describe))
        });
        quote! {
            fn #function() -> ::std::borrow::Cow<'static, [#crate_path::ComponentDescriptor]> {
                [#(#entries),*].into_iter().flatten().collect()
            }
        }
    };
    let required = list("required_components", Need::Required);
    let recommended = list("recommended_components", Need::Recommended);
    let optional = list("optional_components", Need::Optional);
    quote!(#required #recommended #optional)
}
