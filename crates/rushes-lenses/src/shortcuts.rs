//! Outputs that are made of fields of a struct, by the names of the fields.
//!
//! A field is named by its path, with or without the first dot: `x`, `.pose.position.x`.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Float32Type;
use arrow_array::{Array as _, ArrayRef, FixedSizeListArray, Float32Array, StructArray};
use arrow_schema::DataType;
use rushes_core::ComponentDescriptor;
use rushes_types::ArrowDataType as _;
use rushes_types::archetypes::{Scalars, Transform3D};
use rushes_types::components::RotationAxisAngle;

use crate::{CastTo, DeriveLensBuilder, FunctionError, LensBuilderError, Selector, cast};

impl DeriveLensBuilder {
    /// Makes a component whose instances are lists of the fields' values, which must have one type,
    /// such as a position of `x`, `y` and `z`. A list is null where a value is. They get the type
    /// of the component, which the descriptor must name.
    pub fn to_packed_component(
        self,
        component: impl Into<ComponentDescriptor>,
        fields: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Self {
        self.to_packed_component_cast(component, fields, CastTo::Auto)
    }

    /// As [`Self::to_packed_component`], of the given type.
    pub fn to_packed_component_cast(
        self,
        component: impl Into<ComponentDescriptor>,
        fields: impl IntoIterator<Item = impl AsRef<str>>,
        cast: CastTo,
    ) -> Self {
        self.to_component_cast(component, packed(fields), cast)
    }

    /// Makes scalars: one for each field in every row, so that each field is a series. A single
    /// field may be null, or not be there; of several, the row has none if one is null.
    pub fn to_scalars(self, fields: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let fields: Vec<_> = fields.into_iter().collect();
        let selector = match fields.as_slice() {
            [field] => path(field.as_ref()).parse(),
            fields => packed(fields).and_then(|packed| Ok(packed.then("[]!".parse()?))),
        };
        self.to_component(Scalars::descriptor_scalars(), selector)
    }

    /// Makes the translation of a `Transform3D`.
    pub fn to_translation(self, x: &str, y: &str, z: &str) -> Self {
        self.to_packed_component(Transform3D::descriptor_translation(), [x, y, z])
    }

    /// Makes the quaternion of a `Transform3D`.
    pub fn to_quaternion(self, x: &str, y: &str, z: &str, w: &str) -> Self {
        self.to_packed_component(Transform3D::descriptor_quaternion(), [x, y, z, w])
    }

    /// Makes the scale of a `Transform3D`, one factor for each axis.
    pub fn to_scale(self, x: &str, y: &str, z: &str) -> Self {
        self.to_packed_component(Transform3D::descriptor_scale(), [x, y, z])
    }

    /// Makes the rotation of a `Transform3D` by an angle, in radians, around an axis. A rotation is
    /// null where a value is.
    pub fn to_rotation_axis_angle(
        self,
        axis_x: &str,
        axis_y: &str,
        axis_z: &str,
        angle: &str,
    ) -> Self {
        let selector = packed([axis_x, axis_y, axis_z, angle]);
        self.to_component(
            Transform3D::descriptor_rotation_axis_angle(),
            selector.map(|packed| packed.pipe(rotations)),
        )
    }
}

/// A selector, or why there is none.
impl TryFrom<Result<Self, LensBuilderError>> for Selector {
    type Error = LensBuilderError;

    fn try_from(selector: Result<Self, LensBuilderError>) -> Result<Self, LensBuilderError> {
        selector
    }
}

fn packed(fields: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Selector, LensBuilderError> {
    let paths = fields.into_iter().map(|field| {
        let path = path(field.as_ref());
        if path.ends_with('!') {
            path
        } else {
            path + "!"
        }
    });
    let paths: Vec<_> = paths.collect();
    format!("pack({})", paths.join(", ")).parse()
}

/// The path to a field.
fn path(field: &str) -> String {
    if field.starts_with(['.', '[']) {
        field.to_owned()
    } else {
        format!(".{field}")
    }
}

/// Lists of an axis' three numbers and an angle, as rotations.
fn rotations(lists: &ArrayRef) -> Result<Option<ArrayRef>, FunctionError> {
    let unexpected = || FunctionError::from("four numbers are needed");
    let lists = lists.as_fixed_size_list_opt().ok_or_else(unexpected)?;
    let values = cast::cast(lists.values(), &DataType::Float32)?;
    let values = values
        .as_primitive_opt::<Float32Type>()
        .ok_or_else(unexpected)?;
    let (numbers, _) = values.values().as_chunks::<4>();
    let axes = numbers.iter().flat_map(|[x, y, z, _]| [*x, *y, *z]);
    let axes: ArrayRef = Arc::new(Float32Array::from_iter_values(axes));
    let angles = numbers.iter().map(|[.., angle]| *angle);
    let angles: ArrayRef = Arc::new(Float32Array::from_iter_values(angles));
    let DataType::Struct(fields) = RotationAxisAngle::arrow_data_type() else {
        return Err(unexpected());
    };
    let mut axis = fields.iter().filter_map(|field| match field.data_type() {
        DataType::FixedSizeList(item, size) => Some((Arc::clone(item), *size)),
        _ => None,
    });
    let (item, size) = axis.next().ok_or_else(unexpected)?;
    let axes: ArrayRef = Arc::new(FixedSizeListArray::try_new(item, size, axes, None)?);
    let rotations = StructArray::try_new(fields, vec![axes, angles], lists.nulls().cloned())?;
    Ok(Some(Arc::new(rotations)))
}
