//! Outputs made of fields by name.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array as _, ArrayRef, Float64Array, Int32Array, ListArray, StructArray};
use arrow_buffer::NullBuffer;
use arrow_schema::Field;
use rushes_chunk::{Chunk, SerializedComponentBatch, TimeColumn};
use rushes_core::{
    ChunkId, ComponentDescriptor, ComponentIdentifier, EntityPath, EntityPathFilter,
};
use rushes_lenses::{CastTo, ChunkExt as _, DeriveLensBuilder, Lens, LensBuilderError, LensError};

/// Rows of `imu`: one with all numbers, one without `x`, and a null.
fn chunk(entity: &str) -> Chunk {
    let number =
        |values: [Option<f64>; 3]| Arc::new(Float64Array::from(values.to_vec())) as ArrayRef;
    let column = |name: &str, array: ArrayRef| {
        let field = Field::new(name, array.data_type().clone(), true);
        (Arc::new(field), array)
    };
    let inner = StructArray::from(vec![column("q", number([Some(5.0), None, None]))]);
    let fields = vec![
        column("x", number([Some(1.0), None, None])),
        column("y", number([Some(2.0), Some(2.0), None])),
        column("z", number([Some(3.0), Some(3.0), None])),
        column("w", number([Some(4.0), Some(4.0), None])),
        column("p", Arc::new(inner)),
        column("i", Arc::new(Int32Array::from(vec![6, 7, 8]))),
    ];
    let (fields, arrays): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
    let nulls = NullBuffer::from(vec![true, true, false]);
    let imu = StructArray::new(fields.into(), arrays, Some(nulls));
    let batch = SerializedComponentBatch::new(Arc::new(imu), ComponentDescriptor::partial("imu"));
    let columns = [batch.column_of_unit_batches().unwrap()];
    let frames = TimeColumn::new_sequence("frame", 0..3);
    Chunk::from_auto_row_ids(ChunkId::new(), entity.into(), [frames], columns).unwrap()
}

fn applied(lens: DeriveLensBuilder) -> Result<Chunk, LensError> {
    let mut chunks = chunk("/e").apply_lens(&lens.build()?)?;
    Ok(chunks.remove(0))
}

fn column(lens: DeriveLensBuilder, component: &'static str) -> ListArray {
    let chunk = applied(lens).unwrap();
    let column = chunk
        .component(&ComponentIdentifier::from(component))
        .unwrap();
    column.list_array.clone()
}

fn imu() -> DeriveLensBuilder {
    Lens::derive("imu")
}

/// The numbers of each row; none of what is null.
fn numbers(column: &ListArray) -> Vec<Option<Vec<Option<f64>>>> {
    let rows = column.iter();
    let numbers = |row: ArrayRef| row.as_primitive::<Float64Type>().iter().collect();
    rows.map(|row| row.map(numbers)).collect()
}

/// The floats of lists in each row.
fn lists(column: &ListArray) -> Vec<Vec<Option<Vec<f32>>>> {
    let floats = |list: ArrayRef| list.as_primitive::<Float32Type>().values().to_vec();
    let rows = column.iter().flatten();
    let row = |row: ArrayRef| {
        let lists = row.as_fixed_size_list().iter();
        lists.map(|list| list.map(floats)).collect()
    };
    rows.map(row).collect()
}

#[test]
fn a_field_is_a_series_and_several_are_as_many() {
    let single = vec![Some(vec![Some(1.0)]), Some(vec![None]), Some(vec![None])];
    for field in ["x", ".x"] {
        assert_eq!(
            numbers(&column(imu().to_scalars([field]), "Scalars:scalars")),
            single
        );
    }
    let both = column(imu().to_scalars(["x", "y"]), "Scalars:scalars");
    assert_eq!(
        numbers(&both),
        [Some(vec![Some(1.0), Some(2.0)]), None, None]
    );
    let nested = column(imu().to_scalars(["p.q"]), "Scalars:scalars");
    assert_eq!(numbers(&nested)[0], Some(vec![Some(5.0)]));
}

#[test]
fn parts_of_transforms_get_their_types() {
    let translation = imu().to_translation("x", "y", "z");
    let descriptor = applied(translation.clone()).unwrap();
    let descriptor = descriptor.descriptors().next().unwrap().to_string();
    assert_eq!(descriptor, "Transform3D:translation");
    let whole = vec![Some(vec![1.0, 2.0, 3.0])];
    let rows = lists(&column(translation, "Transform3D:translation"));
    assert_eq!(rows, [whole.clone(), vec![None], vec![None]]);
    let scale = lists(&column(imu().to_scale("x", "y", "z"), "Transform3D:scale"));
    assert_eq!(scale[0], whole);
    let quaternion = imu().to_quaternion("x", "y", "z", "w");
    let quaternion = lists(&column(quaternion, "Transform3D:quaternion"));
    assert_eq!(quaternion[0], [Some(vec![1.0, 2.0, 3.0, 4.0])]);
}

#[test]
fn rotations_have_an_axis_and_an_angle() {
    let lens = imu().to_rotation_axis_angle("x", "y", "z", "w");
    let rotations = column(lens, "Transform3D:rotation_axis_angle");
    let rotations = rotations.values().as_struct();
    let axes = rotations
        .column_by_name("axis")
        .unwrap()
        .as_fixed_size_list();
    assert_eq!(
        axes.value(0)
            .as_primitive::<Float32Type>()
            .values()
            .as_ref(),
        [1.0, 2.0, 3.0]
    );
    let angles = rotations.column_by_name("angle").unwrap();
    assert_eq!(angles.as_primitive::<Float32Type>().value(0), 4.0);
    assert!(rotations.is_null(1) && rotations.is_null(2));
}

#[test]
fn packed_fields_have_one_type() {
    let named = ComponentDescriptor::partial("pair");
    let pair = imu().to_packed_component_cast(named.clone(), ["x", "y"], CastTo::AsIs);
    assert_eq!(
        column(pair, "pair").value_type().to_string(),
        "FixedSizeList(2 x Float64)"
    );
    let mixed = imu().to_packed_component_cast(named.clone(), ["x", "i"], CastTo::AsIs);
    assert!(matches!(applied(mixed), Err(LensError::Runtime(_))));
    // Nobody knows the type of this.
    assert!(applied(imu().to_packed_component(named, ["x", "y"])).is_err());
}

#[test]
fn what_is_no_path_is_an_error_of_the_builder() {
    for lens in [
        imu().to_scalars(["x y"]),
        imu().to_scalars(Vec::<String>::new()),
    ] {
        let error = lens.build().unwrap_err();
        assert!(matches!(error, LensBuilderError::Syntax { .. }), "{error}");
    }
}

#[test]
fn properties_are_read_only_by_lenses_that_say_so() {
    let chunk = chunk("/__properties/imu");
    let lens = imu().to_scalars(["x"]).build().unwrap();
    let [same] = <[Chunk; 1]>::try_from(chunk.apply_lens(&lens).unwrap()).unwrap();
    assert_eq!(same, chunk);
    let there = EntityPathFilter::subtree(&EntityPath::properties());
    let lens = imu().on(there).to_scalars(["x"]).build().unwrap();
    let made = chunk.apply_lens(&lens).unwrap();
    assert!(made[0].component(&"Scalars:scalars".into()).is_some());
}
