//! Values become Arrow arrays and come back the same, with and without nulls, whole and sliced.

use arrow_array::Array as _;
use half::f16;
use proptest::prelude::*;
use rushes_types::blueprint::encodings as blueprint;
use rushes_types::encodings::*;
use rushes_types::{Enum, FromArrow, FromArrowOpt, ToArrow, ToArrowOpt};
use std::borrow::Cow;
use std::fmt::Debug;

type Case<T> = (Vec<Option<T>>, usize, usize);

/// Some values and nulls, and where to cut them.
fn cases<T: Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Case<T>> {
    (
        proptest::collection::vec(proptest::option::of(value), 0..8),
        0..8usize,
        0..8usize,
    )
}

/// Both ways of writing and reading agree. Compared as text, in which a NaN equals itself.
fn round_trips<T>(case: Case<T>) -> Result<(), TestCaseError>
where
    T: ToArrow + ToArrowOpt + FromArrow + FromArrowOpt + Debug,
{
    let text = |values: &dyn Debug| format!("{values:?}");
    let (values, a, b) = case;
    let array = T::to_arrow_opt(values.iter().map(|value| value.as_ref().map(Cow::Borrowed)))?;
    prop_assert_eq!(array.data_type(), &T::arrow_data_type());
    prop_assert_eq!(text(&T::from_arrow_opt(&array)?), text(&values));

    let (a, b) = (a.min(values.len()), b.min(values.len()));
    let (start, end) = (a.min(b), a.max(b));
    let slice = array.slice(start, end - start);
    prop_assert_eq!(
        text(&T::from_arrow_opt(&slice)?),
        text(&values[start..end].to_vec())
    );

    let there: Vec<T> = values.iter().flatten().cloned().collect();
    prop_assert_eq!(T::from_arrow(&array).is_ok(), there.len() == values.len());
    let array = T::to_arrow(there.iter().map(Cow::Borrowed))?;
    prop_assert_eq!(text(&T::from_arrow(&array)?), text(&there));
    prop_assert_eq!(
        text(&T::from_arrow_opt(&array)?),
        text(&there.iter().map(Some).collect::<Vec<_>>())
    );
    Ok(())
}

fn variant<E: Enum + Debug>() -> impl Strategy<Value = E> {
    proptest::sample::select(E::variants())
}

fn text() -> impl Strategy<Value = String> {
    ".{0,6}"
}

fn info() -> impl Strategy<Value = AnnotationInfo> {
    (
        any::<u16>(),
        proptest::option::of(text()),
        proptest::option::of(any::<u32>()),
    )
        .prop_map(|(id, label, color)| AnnotationInfo {
            id,
            label: label.map(Into::into),
            color: color.map(Into::into),
        })
}

fn class() -> impl Strategy<Value = ClassDescription> {
    let pairs = proptest::collection::vec(any::<(u16, u16)>(), 0..3);
    (info(), proptest::collection::vec(info(), 0..3), pairs).prop_map(
        |(info, keypoint_annotations, pairs)| ClassDescription {
            info,
            keypoint_annotations,
            keypoint_connections: pairs.into_iter().map(Into::into).collect(),
        },
    )
}

fn boundary() -> impl Strategy<Value = TimeRangeBoundary> {
    prop_oneof![
        any::<i64>().prop_map(|time| TimeRangeBoundary::CursorRelative(time.into())),
        any::<i64>().prop_map(|time| TimeRangeBoundary::Absolute(time.into())),
        Just(TimeRangeBoundary::Infinite),
    ]
}

fn time_range() -> impl Strategy<Value = TimeRange> {
    (boundary(), boundary()).prop_map(|(start, end)| TimeRange { start, end })
}

fn tensor() -> impl Strategy<Value = TensorData> {
    fn numbers<T: Debug>(number: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
        proptest::collection::vec(number, 0..4)
    }
    let buffer = prop_oneof![
        numbers(any::<u8>()).prop_map(TensorBuffer::from),
        numbers(any::<u16>()).prop_map(TensorBuffer::from),
        numbers(any::<u32>()).prop_map(TensorBuffer::from),
        numbers(any::<u64>()).prop_map(TensorBuffer::from),
        numbers(any::<i8>()).prop_map(TensorBuffer::from),
        numbers(any::<i16>()).prop_map(TensorBuffer::from),
        numbers(any::<i32>()).prop_map(TensorBuffer::from),
        numbers(any::<i64>()).prop_map(TensorBuffer::from),
        numbers(any::<u16>().prop_map(f16::from_bits)).prop_map(TensorBuffer::from),
        numbers(any::<f32>()).prop_map(TensorBuffer::from),
        numbers(any::<f64>()).prop_map(TensorBuffer::from),
    ];
    let names = proptest::option::of(proptest::collection::vec(text(), 0..3));
    (proptest::collection::vec(any::<u64>(), 0..3), names, buffer).prop_map(
        |(shape, names, buffer)| TensorData {
            shape,
            names: names.map(|names| names.into_iter().map(Into::into).collect()),
            buffer,
        },
    )
}

fn format() -> impl Strategy<Value = ImageFormat> {
    let optional = |present, format: ImageFormat| {
        if present {
            format
        } else {
            ImageFormat::l8([1, 2])
        }
    };
    (
        any::<[u32; 2]>(),
        variant(),
        variant(),
        variant(),
        any::<bool>(),
    )
        .prop_map(move |(size, pixels, color_model, datatype, present)| {
            let format = ImageFormat::from_color_model(size, color_model, datatype);
            optional(
                present,
                ImageFormat {
                    pixel_format: Some(pixels),
                    ..format
                },
            )
        })
}

fn selector() -> impl Strategy<Value = blueprint::ComponentColumnSelector> {
    (text(), text()).prop_map(
        |(entity_path, component)| blueprint::ComponentColumnSelector {
            entity_path: entity_path.into(),
            component: component.into(),
        },
    )
}

macro_rules! round_trip {
    ($($name:ident: $type:ty = $strategy:expr;)*) => {
        proptest! { $(
            #[test]
            fn $name(case in cases($strategy)) {
                round_trips::<$type>(case)?;
            }
        )* }
    };
}

round_trip! {
    flags: Bool = any::<bool>().prop_map(Bool::from);
    integers: UInt64 = any::<u64>().prop_map(UInt64::from);
    floats: Float64 = any::<f64>().prop_map(Float64::from);
    vectors: Vec3D = any::<[f32; 3]>().prop_map(Vec3D::from);
    matrices: Mat4x4 = any::<[f32; 16]>().prop_map(Mat4x4::from);
    arrays_of_arrays: SphericalHarmonics3Rgb = any::<u16>().prop_map(|bits| {
        SphericalHarmonics3Rgb([[f16::from_bits(bits); 3]; 15])
    });
    arrays_of_enums: ViewCoordinates = [variant(), variant(), variant()].prop_map(ViewCoordinates);
    texts: Utf8 = text().prop_map(Utf8::from);
    bytes: Blob = any::<Vec<u8>>().prop_map(Blob::from);
    small_enums: PixelFormat = variant();
    large_enums: rushes_types::components::VideoCodec = variant();
    rotations: RotationAxisAngle = any::<([f32; 3], f32)>().prop_map(RotationAxisAngle::from);
    pairs: Utf8Pair = (text(), text()).prop_map(Utf8Pair::from);
    formats: ImageFormat = format();
    classes: ClassDescription = class();
    contexts: rushes_types::components::AnnotationContext = proptest::collection::vec(class(), 0..3)
        .prop_map(|classes| classes.into_iter().collect::<Vec<_>>().into());
    boundaries: TimeRangeBoundary = boundary();
    time_ranges: TimeRange = time_range();
    visible_time_ranges: VisibleTimeRange = (text(), time_range())
        .prop_map(|(timeline, range)| VisibleTimeRange { timeline: timeline.into(), range });
    tensors: TensorData = tensor();
    lines: rushes_types::components::LineStrip3D = any::<Vec<[f32; 3]>>().prop_map(Into::into);
    selectors: blueprint::ComponentColumnSelector = selector();
    selected: blueprint::SelectedColumns =
        (proptest::collection::vec(text(), 0..3), proptest::collection::vec(selector(), 0..3))
            .prop_map(|(time_columns, component_columns)| blueprint::SelectedColumns {
                time_columns: time_columns.into_iter().map(Into::into).collect(),
                component_columns,
            });
    sort_orders: blueprint::SortBy = (text(), proptest::option::of(variant())).prop_map(
        |(column, direction)| blueprint::SortBy { column: column.into(), direction },
    );
}
