//! Components and archetypes of one's own.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Float32Type;
use arrow_array::{Array, ArrayRef, Float32Array};
use arrow_schema::DataType;
use rushes_types::components::{Color, Position3D};
use rushes_types::{
    AnyValues, Archetype, ArrowDataType, AsComponents, Component, ComponentType,
    DeserializationResult, DynamicArchetype, FromArrow, SerializationResult, ToArrow,
};

/// A component of one's own, as it is written by hand.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Confidence(f32);

rushes_types::impl_into_cow!(Confidence);

impl ArrowDataType for Confidence {
    fn arrow_data_type() -> DataType {
        DataType::Float32
    }
}

impl ToArrow for Confidence {
    fn to_arrow<'a>(
        data: impl IntoIterator<Item = impl Into<Cow<'a, Self>>>,
    ) -> SerializationResult<ArrayRef> {
        let numbers = data.into_iter().map(|value| value.into().0);
        Ok(Arc::new(Float32Array::from_iter_values(numbers)))
    }
}

impl FromArrow for Confidence {
    fn from_arrow(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        let numbers = f32::from_arrow(array)?;
        Ok(numbers.into_iter().map(Confidence).collect())
    }
}

rushes_types::impl_from_arrow_opt_via_from_arrow!(Confidence);

impl Component for Confidence {
    fn name() -> ComponentType {
        "user.Confidence".into()
    }
}

/// An archetype of one's own.
#[derive(Archetype, Debug, PartialEq)]
#[archetype(name = "user.Custom")]
struct Custom {
    positions: Vec<Position3D>,
    confidence: Confidence,
    #[archetype(recommended)]
    colors: Option<Vec<Color>>,
    corners: Option<Position3D>,
}

fn custom() -> Custom {
    Custom {
        positions: vec![Position3D::new(1.0, 2.0, 3.0)],
        confidence: Confidence(0.5),
        colors: Some(vec![Color::WHITE]),
        corners: None,
    }
}

#[test]
fn fields_are_named_after_the_archetype() {
    let batches = custom().as_serialized_batches();
    let names: Vec<_> = batches
        .iter()
        .map(|batch| batch.descriptor.full_description())
        .collect();
    assert_eq!(
        names,
        [
            "user.Custom:positions (user.Custom, rerun.components.Position3D)",
            "user.Custom:confidence (user.Custom, user.Confidence)",
            "user.Custom:colors (user.Custom, rerun.components.Color)",
        ]
    );
    assert_eq!(
        batches[1].array.as_primitive::<Float32Type>().values(),
        &[0.5]
    );
}

#[test]
fn fields_are_needed_as_their_types_say_unless_told_otherwise() {
    let names = |components: Cow<'_, [rushes_types::ComponentDescriptor]>| {
        components
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let required = ["user.Custom:positions", "user.Custom:confidence"];
    assert_eq!(names(Custom::required_components()), required);
    assert_eq!(
        names(Custom::recommended_components()),
        ["user.Custom:colors"]
    );
    assert_eq!(
        names(Custom::optional_components()),
        ["user.Custom:corners"]
    );
    assert_eq!(Custom::all_component_identifiers().count(), 4);
}

#[test]
fn derived_archetypes_read_back_what_they_wrote() {
    let mut data: Vec<_> = custom()
        .as_serialized_batches()
        .into_iter()
        .map(|b| (b.descriptor, b.array))
        .collect();
    assert_eq!(
        Custom::from_arrow_components(data.clone()).unwrap(),
        custom()
    );
    let confidence = data.remove(1);
    let error = Custom::from_arrow_components(data).unwrap_err().to_string();
    assert_eq!(error, "user.Custom:confidence: there is no such component");
    let wrong: ArrayRef = Arc::new(arrow_array::StringArray::from(vec!["x"]));
    let error = Custom::from_arrow_components([(confidence.0, wrong)]).unwrap_err();
    assert!(
        error.to_string().contains("user.Custom:positions"),
        "{error}"
    );
}

#[test]
fn names_made_up_on_the_spot() {
    let numbers: ArrayRef = Arc::new(Float32Array::from(vec![1.0]));
    let values = AnyValues::default()
        .with_component_from_data("raw", numbers.clone())
        .with_component::<Confidence>("confidence", [Confidence(1.0)])
        .with_component_override::<f32>("other", "user.Other", [2.0f32])
        .with_component_from_data("raw", numbers.clone());
    let names: Vec<_> = values
        .descriptors()
        .map(|name| name.full_description())
        .collect();
    assert_eq!(
        names,
        ["confidence (user.Confidence)", "other (user.Other)", "raw"]
    );

    let dynamic =
        DynamicArchetype::new("rerun.archetypes.Mine").with_component_from_data("x", numbers);
    let names: Vec<_> = dynamic
        .descriptors()
        .map(|name| name.full_description())
        .collect();
    assert_eq!(names, ["Mine:x (rerun.archetypes.Mine)"]);
}
