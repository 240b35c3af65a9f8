//! What `verify_component` accepts and what it refuses.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, FixedSizeListArray, Float32Array, Float64Array,
    LargeStringArray, StringArray, StructArray, UInt8Array, UInt32Array,
};
use arrow_schema::{DataType, Field};
use rushes_types::archetypes::AnnotationContext;
use rushes_types::encodings::{AnnotationInfo, Rgba32};
use rushes_types::reflection::{self, verify_component};
use rushes_types::{AsComponents as _, ComponentDescriptor};

fn verify(descriptor: ComponentDescriptor, array: ArrayRef) -> Result<(), String> {
    verify_component(&descriptor, array.data_type(), &array)
}

/// The array as component `name`, without an archetype.
fn as_component(name: &str, array: impl Array + 'static) -> Result<(), String> {
    verify(
        ComponentDescriptor::partial("x").with_component_type(name.into()),
        Arc::new(array),
    )
}

fn radius(archetype: &str, component: &str, component_type: &str) -> Result<(), String> {
    let descriptor = ComponentDescriptor::partial(component)
        .with_archetype(archetype.into())
        .with_component_type(component_type.into());
    verify(descriptor, Arc::new(Float32Array::from(vec![1.0])))
}

fn positions(item: &str, nullable: bool, values: Float32Array) -> FixedSizeListArray {
    let field = Arc::new(Field::new(item, DataType::Float32, nullable));
    FixedSizeListArray::new(field, 3, Arc::new(values), None)
}

fn pairs(fields: &[(&str, bool, StringArray)]) -> StructArray {
    let columns = fields.iter().map(|(name, nullable, values)| {
        let field = Arc::new(Field::new(*name, DataType::Utf8, *nullable));
        (field, Arc::new(values.clone()) as ArrayRef)
    });
    StructArray::from(columns.collect::<Vec<_>>())
}

#[test]
fn the_archetype_and_its_field_must_be_known() {
    const RADIUS: &str = "rerun.components.Radius";
    radius("rerun.archetypes.Points3D", "Points3D:radii", RADIUS).unwrap();
    radius("user.Custom", "user.Custom:anything", RADIUS).unwrap();
    for (archetype, component, component_type, message) in [
        (
            "rerun.archetypes.Nope",
            "Nope:x",
            RADIUS,
            "no archetype \"rerun.archetypes.Nope\"",
        ),
        ("rerun.Nope", "Nope:x", RADIUS, "no archetype"),
        (
            "rerun.archetypes.Points3D",
            "Points3D:nope",
            RADIUS,
            "its fields are positions, radii",
        ),
        (
            "rerun.archetypes.Points3D",
            "Points3D:radii",
            "rerun.components.Length",
            "is of type \"rerun.components.Radius\", but the data says \"rerun.components.Length\"",
        ),
    ] {
        let error = radius(archetype, component, component_type).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn the_component_type_must_be_known_unless_it_is_ones_own() {
    as_component("user.Anything", Float64Array::from(vec![1.0])).unwrap();
    verify(
        ComponentDescriptor::partial("x"),
        Arc::new(UInt8Array::from(vec![1])),
    )
    .unwrap();
    for name in [
        "rerun.components.Nope",
        "rerun.components.Points3DIndicator",
    ] {
        let error = as_component(name, Float32Array::from(vec![1.0])).unwrap_err();
        assert!(error.contains("there is no component type"), "{error}");
    }
}

#[test]
fn other_arrow_types_are_refused() {
    let error = as_component("rerun.components.Radius", Float64Array::from(vec![1.0])).unwrap_err();
    assert_eq!(
        error,
        "rerun.components.Radius: expected float32, found float64"
    );
    as_component("rerun.components.Text", LargeStringArray::from(vec!["a"])).unwrap_err();
    let dictionary: DictionaryArray<arrow_array::types::Int32Type> = ["a"].into_iter().collect();
    as_component("rerun.components.Text", dictionary).unwrap_err();
}

#[test]
fn what_is_called_nullable_and_in_which_order_does_not_matter() {
    const POSITION: &str = "rerun.components.Position3D";
    let zeroes = || Float32Array::from(vec![0.0; 3]);
    as_component(POSITION, positions("item", false, zeroes())).unwrap();
    as_component(POSITION, positions("element", true, zeroes())).unwrap();
    const EDGE: &str = "rerun.components.GraphEdge";
    let text = || StringArray::from(vec!["a"]);
    as_component(
        EDGE,
        pairs(&[("first", true, text()), ("second", true, text())]),
    )
    .unwrap();
    as_component(
        EDGE,
        pairs(&[("second", false, text()), ("first", false, text())]),
    )
    .unwrap();
    let more = pairs(&[
        ("first", false, text()),
        ("second", false, text()),
        ("x", true, text()),
    ]);
    as_component(EDGE, more).unwrap();
    let error = as_component(EDGE, pairs(&[("first", false, text())])).unwrap_err();
    assert_eq!(
        error,
        "rerun.components.GraphEdge: there is no field \"second\""
    );
}

#[test]
fn nulls_are_refused_where_values_are_needed() {
    let error = as_component(
        "rerun.components.Radius",
        Float32Array::from(vec![Some(1.0), None]),
    )
    .unwrap_err();
    assert!(
        error.ends_with("1 of 2 values are null where every value is needed"),
        "{error}"
    );
    let holes = Float32Array::from(vec![Some(0.0), None, Some(0.0)]);
    as_component(
        "rerun.components.Position3D",
        positions("item", true, holes),
    )
    .unwrap_err();
    let text = |text| StringArray::from(vec![text]);
    let edge = pairs(&[
        ("first", false, text(Some("a"))),
        ("second", true, text(None)),
    ]);
    let error = as_component("rerun.components.GraphEdge", edge).unwrap_err();
    assert!(
        error.starts_with("rerun.components.GraphEdge: second: 1 of 1"),
        "{error}"
    );
}

#[test]
fn enums_must_have_values_that_exist() {
    as_component("rerun.components.Colormap", UInt8Array::from(vec![1, 12])).unwrap();
    let error =
        as_component("rerun.components.FillMode", UInt8Array::from(vec![1, 99])).unwrap_err();
    assert_eq!(
        error,
        "rerun.components.FillMode: item 1 is 99; valid are 1 MajorWireframe, 2 DenseWireframe, \
         3 Solid, 4 TransparentFillMajorWireframe"
    );
    as_component(
        "rerun.components.VideoCodec",
        UInt32Array::from(vec![0x6176_3031]),
    )
    .unwrap();
    as_component("rerun.components.VideoCodec", UInt32Array::from(vec![1])).unwrap_err();
    let axes = |axes: Vec<u8>| {
        let field = Arc::new(Field::new_list_field(DataType::UInt8, false));
        FixedSizeListArray::new(field, 3, Arc::new(UInt8Array::from(axes)), None)
    };
    as_component("rerun.components.ViewCoordinates", axes(vec![3, 2, 5])).unwrap();
    as_component("rerun.components.ViewCoordinates", axes(vec![0, 0, 0])).unwrap_err();
}

#[test]
fn enums_inside_structs_are_checked_and_may_be_missing() {
    let format = |color_model: Option<u8>| {
        let field = |name, data_type, nullable| Arc::new(Field::new(name, data_type, nullable));
        let size = || Arc::new(UInt32Array::from(vec![1])) as ArrayRef;
        let number = |number| Arc::new(UInt8Array::from(vec![number])) as ArrayRef;
        StructArray::from(vec![
            (field("width", DataType::UInt32, false), size()),
            (field("height", DataType::UInt32, false), size()),
            (field("pixel_format", DataType::UInt8, true), number(None)),
            (
                field("color_model", DataType::UInt8, true),
                number(color_model),
            ),
            (
                field("channel_datatype", DataType::UInt8, true),
                number(Some(6)),
            ),
        ])
    };
    as_component("rerun.components.ImageFormat", format(Some(2))).unwrap();
    as_component("rerun.components.ImageFormat", format(None)).unwrap();
    let error = as_component("rerun.components.ImageFormat", format(Some(77))).unwrap_err();
    assert!(
        error.starts_with("rerun.components.ImageFormat: color_model: item 0 is 77"),
        "{error}"
    );
}

#[test]
fn items_of_lists_are_checked() {
    let mut lists = ListBuilder::new(StringBuilder::new());
    lists.append_value([Some("/a"), None]);
    let error = as_component("rerun.blueprint.components.ColumnOrder", lists.finish()).unwrap_err();
    assert!(error.contains("1 of 2 values are null"), "{error}");
}

#[test]
fn everything_that_the_catalogue_makes_is_fine() {
    for info in reflection::components() {
        let descriptor =
            ComponentDescriptor::partial("x").with_component_type(info.component_type());
        if let Some(make) = info.default {
            verify(descriptor.clone(), make().unwrap()).unwrap();
        }
        let none = arrow_array::new_empty_array(&info.arrow_type());
        verify(descriptor, none).unwrap();
    }
}

#[test]
fn what_is_left_out_of_a_struct_is_no_null_where_a_value_is_needed() {
    let classes = AnnotationContext::new([
        AnnotationInfo::from(1),
        AnnotationInfo::from((2, "tree", Rgba32(0x00FF_00FF))),
    ]);
    for batch in classes.as_serialized_batches() {
        verify(batch.descriptor, batch.array).unwrap();
    }
}
