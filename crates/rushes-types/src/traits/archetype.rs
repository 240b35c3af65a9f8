//! Archetypes: components that belong together; and anything else that can be logged.

use std::borrow::Cow;

use arrow_array::{Array as _, ArrayRef};
use arrow_schema::FieldRef;
use rushes_chunk::{AsComponents, SerializedComponentBatch, SerializedComponentColumn};
use rushes_core::{ArchetypeName, ComponentDescriptor, ComponentIdentifier};

use super::SizeBytes;
use crate::reflection::{ArchetypeInfo, Requiredness};
use crate::{DeserializationResult, SerializationResult};

/// A named set of components that belong together.
///
/// With the feature `derive`, a struct becomes an archetype by itself. Its fields are components:
/// one, an `Option`, a `Vec` or an array of one, or an `Option<Vec>` (see
/// [`ArchetypeField`](crate::ArchetypeField)). `#[archetype(name = "..")]` on the struct gives the
/// full name, which is else that of the struct; `#[archetype(required)]`, `recommended` or
/// `optional` on a field says how much it is needed, which else its type says;
/// `#[archetype(crate = path)]` on the struct says where this crate is found, if not as
/// `rushes_types`.
///
#[cfg_attr(feature = "derive", doc = "```")]
#[cfg_attr(not(feature = "derive"), doc = "```ignore")]
/// use rushes_types::{Archetype, AsComponents as _, components};
///
/// /// A face in a picture.
/// #[derive(Archetype)]
/// #[archetype(name = "user.Face")]
/// struct Face {
///     center: components::Position2D,
///     eyes: Vec<components::Position2D>,
///     name: Option<components::Text>,
/// }
///
/// let face = Face { center: [8.0, 9.0].into(), eyes: Vec::new(), name: Some("Ada".into()) };
/// let batches = face.as_serialized_batches();
/// assert_eq!(batches[2].descriptor.component, "user.Face:name");
/// assert_eq!(Face::optional_components().len(), 1);
/// ```
pub trait Archetype: AsComponents {
    /// The full name, e.g. `rerun.archetypes.Points3D`.
    fn name() -> ArchetypeName;

    /// The name for people.
    fn display_name() -> &'static str;

    /// The components without which nothing is shown.
    fn required_components() -> Cow<'static, [ComponentDescriptor]>;

    /// The components that should usually be given.
    fn recommended_components() -> Cow<'static, [ComponentDescriptor]> {
        Cow::Borrowed(&[])
    }

    /// All other components.
    fn optional_components() -> Cow<'static, [ComponentDescriptor]> {
        Cow::Borrowed(&[])
    }

    /// All components: required, recommended, optional.
    fn all_components() -> Cow<'static, [ComponentDescriptor]> {
        let parts = [
            Self::required_components(),
            Self::recommended_components(),
            Self::optional_components(),
        ];
        parts.iter().flat_map(|part| part.iter().cloned()).collect()
    }

    /// The identifiers of all components.
    fn all_component_identifiers() -> impl Iterator<Item = ComponentIdentifier>
    where
        Self: Sized,
    {
        let all = Self::all_components().into_owned();
        all.into_iter().map(|descriptor| descriptor.component)
    }

    /// Reads the archetype from columns named by component identifiers; others are ignored.
    ///
    /// # Errors
    /// If a column cannot be read as the component that it should be.
    fn from_arrow(
        data: impl IntoIterator<Item = (FieldRef, ArrayRef)>,
    ) -> DeserializationResult<Self>
    where
        Self: Sized,
    {
        Self::from_arrow_components(data.into_iter().map(|(field, array)| {
            let metadata = field.metadata();
            let component = metadata.get("rerun:component").unwrap_or(field.name());
            (ComponentDescriptor::partial(component.as_str()), array)
        }))
    }

    /// Reads the archetype from component batches; those of other archetypes are ignored.
    ///
    /// # Errors
    /// If a batch cannot be read as the component that it should be.
    fn from_arrow_components(
        data: impl IntoIterator<Item = (ComponentDescriptor, ArrayRef)>,
    ) -> DeserializationResult<Self>
    where
        Self: Sized;
}

/// An archetype that a view can draw; `rushes_types::blueprint::Visualizer` says how.
pub trait VisualizableArchetype: Archetype {
    /// The identifier of the visualizer that draws it.
    fn visualizer_type() -> &'static str;
}

/// What the `archetype!` macro writes for each archetype; everything else follows from it.
#[doc(hidden)]
pub trait DeclaredArchetype: AsComponents + Default {
    /// The declaration.
    const ARCHETYPE: &'static ArchetypeInfo;

    /// Visits every field, in the order of the declaration.
    fn visit(&self, visit: &mut dyn FnMut(&Option<SerializedComponentBatch>));

    /// Every field, in the order of the declaration.
    fn slots(&mut self) -> Vec<&mut Option<SerializedComponentBatch>>;
}

fn components_of(info: &ArchetypeInfo, kind: Requiredness) -> Cow<'static, [ComponentDescriptor]> {
    let fields = info
        .fields
        .iter()
        .filter(|field| field.requiredness == kind);
    fields.map(|field| field.descriptor.clone()).collect()
}

impl<T: DeclaredArchetype> Archetype for T {
    fn name() -> ArchetypeName {
        T::ARCHETYPE.archetype_name()
    }

    fn display_name() -> &'static str {
        T::ARCHETYPE.display_name()
    }

    fn required_components() -> Cow<'static, [ComponentDescriptor]> {
        components_of(T::ARCHETYPE, Requiredness::Required)
    }

    fn recommended_components() -> Cow<'static, [ComponentDescriptor]> {
        components_of(T::ARCHETYPE, Requiredness::Recommended)
    }

    fn optional_components() -> Cow<'static, [ComponentDescriptor]> {
        components_of(T::ARCHETYPE, Requiredness::Optional)
    }

    fn from_arrow_components(
        data: impl IntoIterator<Item = (ComponentDescriptor, ArrayRef)>,
    ) -> DeserializationResult<Self> {
        let mut archetype = T::default();
        let mut slots = archetype.slots();
        for (descriptor, array) in data {
            let identifier = descriptor.component.as_str();
            let mut fields = T::ARCHETYPE.fields.iter().zip(&mut slots);
            if let Some((field, slot)) = fields.find(|(field, _)| field.identifier() == identifier)
            {
                field.check(&array)?;
                let descriptor = field.descriptor.clone();
                **slot = Some(SerializedComponentBatch::new(array, descriptor));
            }
        }
        drop(slots);
        Ok(archetype)
    }
}

/// The fields that are set.
pub(crate) fn append_batches(
    archetype: &impl DeclaredArchetype,
    batches: &mut Vec<SerializedComponentBatch>,
) {
    archetype.visit(&mut |field| batches.extend(field.clone()));
}

impl<T: DeclaredArchetype> SizeBytes for T {
    fn heap_size_bytes(&self) -> u64 {
        let mut bytes = 0;
        self.visit(&mut |field| bytes += field.heap_size_bytes());
        bytes
    }
}

/// All fields as empty batches.
pub(crate) fn cleared<T: DeclaredArchetype>() -> T {
    let mut archetype = T::default();
    for (slot, field) in archetype.slots().into_iter().zip(T::ARCHETYPE.fields) {
        *slot = Some(field.empty_batch());
    }
    archetype
}

/// The columns of an archetype, one per field that is set.
pub type Columns = std::vec::IntoIter<SerializedComponentColumn>;

/// The fields as columns with rows of the given lengths.
pub(crate) fn columns(
    slots: Vec<&mut Option<SerializedComponentBatch>>,
    lengths: &[usize],
) -> SerializationResult<Columns> {
    let batches = slots.into_iter().filter_map(Option::take);
    let columns = batches.map(|batch| Ok(batch.partitioned(lengths.iter().copied())?));
    Ok(columns
        .collect::<SerializationResult<Vec<_>>>()?
        .into_iter())
}

/// The fields as columns with one instance per row.
pub(crate) fn columns_of_unit_batches(
    slots: Vec<&mut Option<SerializedComponentBatch>>,
) -> SerializationResult<Columns> {
    let mut lengths = slots.iter().flat_map(|slot| slot.iter());
    let len = lengths.next().map_or(0, |batch| batch.array.len());
    columns(slots, &vec![1; len])
}
