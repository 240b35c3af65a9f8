//! Archetypes: components that belong together.

/// Declares an archetype for data.
///
/// ```text
/// archetype! {
///     /// A cloud of points.
///     stable Points3D;
///     views ["3D", "2D" if BELOW_CAMERA];
///     visualizer "Points3D";
///     pub new(positions: [Position3D]);
///
///     /// Where each point is.
///     required positions: [Position3D],
///     /// Which point is in front.
///     optional draw_order: DrawOrder = value(20.0),
///     /// How thick each point is.
///     optional radii: [Radius] in "2D", "3D": value(-0.5, "0.5 UI points"),
///     /// Bytes that the viewer does not edit.
///     required blob: Blob (fixed),
/// }
/// ```
/// `[C]` is any number of instances per row, `C` is one. `= value(..)` or `= rule(..)` says what
/// the field falls back to, `in VIEW: value(..)` what it does in that view.
macro_rules! archetype {
    ($($declaration:tt)*) => {
        $crate::declare::any_archetype! { "rerun.archetypes", columns; $($declaration)* }
    };
}

/// Declares an archetype for blueprints. It is never sent in columns.
macro_rules! blueprint_archetype {
    ($($declaration:tt)*) => {
        $crate::declare::any_archetype! { "rerun.blueprint.archetypes", rows; $($declaration)* }
    };
}

/// Both of the above.
macro_rules! any_archetype {
    (
        $scope:literal, $columns:ident;
        $(#[doc = $doc:literal])*
        $state:ident $name:ident;
        $(views [$($view:literal $(if $note:ident)?),*];)?
        $(visualizer $visualizer:literal;)?
        pub $(($vis:tt))? new($($parameter:ident: $parameter_type:tt),*);
        $(
            $(#[doc = $field_doc:literal])*
            $requiredness:ident $field:ident: $type:tt $(($fixed:ident))?
            $(= $fallback:ident $arguments:tt)?
            $(in $($in_view:literal),+: $in_fallback:ident $in_arguments:tt)*
        ),* $(,)?
    ) => { pastey::paste! {
        $(#[doc = $doc])*
        $(#[doc = $crate::declare::shown_by!($($view $(if $note)?),*)])?
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(
                $(#[doc = $field_doc])*
                pub $field: Option<$crate::SerializedComponentBatch>,
            )*
        }

        impl $name {
            #[doc = "How many fields there are."]
            pub const NUM_COMPONENTS: usize =
                <Self as $crate::traits::archetype::DeclaredArchetype>::ARCHETYPE.fields.len();

            #[doc = "What is needed to show something; all else by the `with_` methods."]
            #[inline]
            #[allow(clippy::too_many_arguments)]
            pub $(($vis))? fn new(
                $($parameter: $crate::declare::argument!($parameter_type)),*
            ) -> Self {
                Self::update_fields()$(.[<with_ $parameter>]($parameter))*
            }

            #[doc = "No fields: those that are then set change, all others stay as they were."]
            #[inline]
            pub fn update_fields() -> Self {
                Self::default()
            }

            #[doc = "All fields empty: those that are not set afterwards are cleared."]
            #[inline]
            pub fn clear_fields() -> Self {
                $crate::traits::archetype::cleared()
            }

            $(
                #[doc = concat!("What `", stringify!($field), "` is called on the wire.")]
                #[inline]
                pub const fn [<descriptor_ $field>]() -> $crate::ComponentDescriptor {
                    type C = $crate::declare::component!($type);
                    $crate::ComponentDescriptor::new(
                        Some($crate::ArchetypeName::from_static(
                            concat!($scope, ".", stringify!($name)),
                        )),
                        $crate::ComponentIdentifier::from_static(
                            concat!(stringify!($name), ":", stringify!($field)),
                        ),
                        Some(
                            <C as $crate::traits::component::DeclaredComponent>::COMPONENT
                                .component_type(),
                        ),
                    )
                }

                $(#[doc = $field_doc])*
                #[must_use]
                #[inline]
                pub fn [<with_ $field>](
                    mut self,
                    $field: $crate::declare::argument!($type),
                ) -> Self {
                    type C = $crate::declare::component!($type);
                    let values: Vec<C> = $crate::declare::values!($field: $type);
                    self.$field = $crate::traits::component::batch_or_log(
                        <C as $crate::layout::Layout>::encode(values),
                        Self::[<descriptor_ $field>](),
                    );
                    self
                }
            )*
        }

        $crate::declare::columns! {
            $columns $name; $([<with_many_ $field>], [<descriptor_ $field>], $field: $type;)*
        }

        impl $crate::AsComponents for $name {
            fn as_serialized_batches(&self) -> Vec<$crate::SerializedComponentBatch> {
                let mut batches = Vec::new();
                self.append_serialized_batches(&mut batches);
                batches
            }

            fn append_serialized_batches(
                &self,
                batches: &mut Vec<$crate::SerializedComponentBatch>,
            ) {
                $crate::traits::archetype::append_batches(self, batches);
            }
        }

        impl $crate::traits::archetype::DeclaredArchetype for $name {
            const ARCHETYPE: &'static $crate::reflection::ArchetypeInfo = {
                static INFO: $crate::reflection::ArchetypeInfo =
                    $crate::reflection::ArchetypeInfo {
                        fq_name: concat!($scope, ".", stringify!($name)),
                        docs: &[$($doc),*],
                        state: $crate::declare::declared!(state $state),
                        views: &[$($($crate::reflection::Shown {
                            view: $view,
                            note: $crate::declare::declared!(option $($note)?),
                        }),*)?],
                        visualizer: $crate::declare::declared!(option $($visualizer)?),
                        constructor_fields: &[$(stringify!($parameter)),*],
                        fields: &[$({
                            type C = $crate::declare::component!($type);
                            $crate::reflection::FieldInfo {
                                name: stringify!($field),
                                docs: &[$($field_doc),*],
                                descriptor: $name::[<descriptor_ $field>](),
                                component:
                                    <C as $crate::traits::component::DeclaredComponent>::COMPONENT,
                                requiredness: $crate::declare::declared!($requiredness),
                                multiplicity: $crate::declare::multiplicity!($type),
                                is_editable: $crate::declare::declared!(editable $($fixed)?),
                                own_fallback: $crate::declare::declared!(
                                    fallback C $(, $fallback $arguments)?
                                ),
                                view_fallbacks: &[$($((
                                    $in_view,
                                    $crate::declare::declared!(one C, $in_fallback $in_arguments),
                                )),+),*],
                            }
                        }),*],
                    };
                &INFO
            };

            #[inline]
            fn visit(&self, visit: &mut dyn FnMut(&Option<$crate::SerializedComponentBatch>)) {
                $(visit(&self.$field);)*
            }

            #[inline]
            fn slots(&mut self) -> Vec<&mut Option<$crate::SerializedComponentBatch>> {
                vec![$(&mut self.$field),*]
            }
        }

        $(
            impl $crate::VisualizableArchetype for $name {
                #[inline]
                fn visualizer_type() -> &'static str {
                    $visualizer
                }
            }
        )?
    } };
}

/// What the documentation says of the views that show an archetype.
macro_rules! shown_by {
    () => {
        "\n\nNo view is made for it; as all data, it is a table in the `Dataframe` view."
    };
    ($($view:literal $(if $note:ident)?),+) => {
        concat!(
            "\n\nViews that show it:\n",
            $("\n* `", $view, "`", $(" – ", $crate::archetypes::notes::condition!($note),)?)+
        )
    };
}

/// The component of a field's type: `C` of `[C]` and of `C`.
macro_rules! component {
    ([$component:ty]) => {
        $component
    };
    ($component:ty) => {
        $component
    };
}

/// What a builder takes for a field's type.
macro_rules! argument {
    ([$component:ty]) => { impl IntoIterator<Item = impl Into<$component>> };
    ($component:ty) => { impl Into<$component> };
}

/// What a builder has taken, as a vector of components.
macro_rules! values {
    ($values:ident: [$component:ty]) => {
        $values.into_iter().map(Into::into).collect()
    };
    ($value:ident: $component:ty) => {
        vec![$value.into()]
    };
}

/// Whether a field has one or many instances per row.
macro_rules! multiplicity {
    ([$component:ty]) => {
        $crate::reflection::Multiplicity::Batch
    };
    ($component:ty) => {
        $crate::reflection::Multiplicity::Mono
    };
}

/// What is only there for data: many rows at once.
macro_rules! columns {
    (rows $($rest:tt)*) => {};
    (columns $name:ident; $($with_many:ident, $descriptor:ident, $field:ident: $type:tt;)*) => {
        impl $name {
            $($crate::declare::with_many! { $with_many, $descriptor, $field: $type })*

            #[doc = "The fields as columns: one row per length, with that many instances each."]
            #[doc = ""]
            #[doc = "# Errors"]
            #[doc = "If the lengths do not add up to the number of instances of each field."]
            #[inline]
            pub fn columns(
                mut self,
                lengths: impl IntoIterator<Item = usize>,
            ) -> $crate::SerializationResult<$crate::Columns> {
                use $crate::traits::archetype::DeclaredArchetype as _;
                let lengths: Vec<usize> = lengths.into_iter().collect();
                $crate::traits::archetype::columns(self.slots(), &lengths)
            }

            #[doc = "The fields as columns with one instance per row."]
            #[doc = ""]
            #[doc = "# Errors"]
            #[doc = "If the fields do not have the same number of instances."]
            #[inline]
            pub fn columns_of_unit_batches(
                mut self,
            ) -> $crate::SerializationResult<$crate::Columns> {
                use $crate::traits::archetype::DeclaredArchetype as _;
                $crate::traits::archetype::columns_of_unit_batches(self.slots())
            }
        }
    };
}

/// Many rows at once of a field that has one instance per row.
macro_rules! with_many {
    ($with_many:ident, $descriptor:ident, $field:ident: [$component:ty]) => {};
    ($with_many:ident, $descriptor:ident, $field:ident: $component:ty) => {
        #[doc = concat!("Many values of `", stringify!($field), "`, one per row of [`Self::columns`].")]
        #[must_use]
        #[inline]
        pub fn $with_many(
            mut self,
            $field: impl IntoIterator<Item = impl Into<$component>>,
        ) -> Self {
            let values: Vec<$component> = $field.into_iter().map(Into::into).collect();
            self.$field = $crate::traits::component::batch_or_log(
                <$component as $crate::layout::Layout>::encode(values),
                Self::$descriptor(),
            );
            self
        }
    };
}

pub(crate) use {
    any_archetype, archetype, argument, blueprint_archetype, columns, component, multiplicity,
    shown_by, values, with_many,
};
