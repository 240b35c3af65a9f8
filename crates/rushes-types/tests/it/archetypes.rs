//! What archetypes put into Arrow.

use arrow_array::Array as _;
use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float32Type, UInt8Type};
use rushes_types::archetypes::{Boxes3D, Clear, Image, Points3D, Scalars, TextLog, Transform3D};
use rushes_types::encodings::ColorModel;
use rushes_types::reflection::{self, display_value};
use rushes_types::{Archetype as _, AsComponents, SerializedComponentBatch, encodings};

fn shown(batch: &SerializedComponentBatch) -> String {
    let component_type = batch.descriptor.component_type.as_ref().unwrap();
    let values: Vec<_> = (0..batch.array.len())
        .map(|index| display_value(component_type.as_str(), &batch.array, index))
        .collect();
    format!("{} = {}", batch.descriptor, values.join("; "))
}

fn all_shown(data: &dyn AsComponents) -> Vec<String> {
    data.as_serialized_batches().iter().map(shown).collect()
}

#[test]
fn points_become_one_batch_per_field() {
    let points = Points3D::new([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
        .with_colors([0xFF80_00FF])
        .with_labels(["a", "b"])
        .with_show_labels(true);
    assert_eq!(
        all_shown(&points),
        [
            "Points3D:positions = [1.0, 2.0, 3.0]; [4.0, 5.0, 6.0]",
            "Points3D:colors = #FF8000FF",
            r#"Points3D:labels = "a"; "b""#,
            "Points3D:show_labels = true",
        ]
    );
}

#[test]
fn clearing_makes_every_field_empty() {
    let cleared = Points3D::clear_fields().with_radii([1.0]);
    let batches = cleared.as_serialized_batches();
    assert_eq!(batches.len(), Points3D::NUM_COMPONENTS);
    let lengths: Vec<_> = batches.iter().map(|batch| batch.array.len()).collect();
    assert_eq!(lengths, [0, 1, 0, 0, 0, 0, 0, 0]);
    assert!(Points3D::update_fields().as_serialized_batches().is_empty());
}

#[test]
fn positions_are_moved_not_copied() {
    let positions = vec![[1.0f32, 2.0, 3.0]; 1000];
    let address = positions.as_ptr().addr();
    let points = Points3D::new(positions);
    let list = points
        .positions
        .as_ref()
        .unwrap()
        .array
        .as_fixed_size_list();
    let values = list.values().as_primitive::<Float32Type>().values();
    assert_eq!(values.len(), 3000);
    assert_eq!(values.as_ptr().addr(), address);
}

#[test]
fn image_bytes_are_moved_not_copied() {
    let bytes = vec![7u8; 12];
    let address = bytes.as_ptr().addr();
    let image = Image::from_rgb24(bytes, [2, 2]);
    let list = image.buffer.as_ref().unwrap().array.as_list::<i32>();
    let values = list.values().as_primitive::<UInt8Type>().values();
    assert_eq!(values.as_ptr().addr(), address);
}

#[test]
fn images_say_how_to_read_them() {
    let image = Image::from_elements(&[1u16, 2], [2, 1], ColorModel::L);
    assert_eq!(
        all_shown(&image),
        [
            "Image:buffer = <4 bytes>",
            "Image:format = {width: 2, height: 1, pixel_format: null, color_model: L, \
             channel_datatype: U16}",
        ]
    );
}

#[test]
fn boxes_from_corners() {
    let boxes = Boxes3D::from_mins_and_sizes([[0.0, 0.0, 0.0]], [[2.0, 4.0, 6.0]]);
    assert_eq!(
        all_shown(&boxes),
        [
            "Boxes3D:half_sizes = [1.0, 2.0, 3.0]",
            "Boxes3D:centers = [1.0, 2.0, 3.0]"
        ]
    );
}

#[test]
fn rotations_in_either_form() {
    let axis_angle =
        encodings::RotationAxisAngle::new([0.0, 0.0, 2.0], encodings::Angle::from_degrees(90.0));
    let transform =
        Transform3D::from_translation_rotation([1.0, 2.0, 3.0], axis_angle).with_scale(2.0);
    assert_eq!(
        all_shown(&transform),
        [
            "Transform3D:translation = [1.0, 2.0, 3.0]",
            "Transform3D:rotation_axis_angle = {axis: [0.0, 0.0, 2.0], angle: 1.5707964}",
            "Transform3D:scale = [2.0, 2.0, 2.0]",
        ]
    );
    assert_eq!(Transform3D::IDENTITY, Transform3D::new());
}

#[test]
fn several_things_form_one_row() {
    let log = TextLog::new("hi").with_level("WARN");
    let row: [&dyn AsComponents; 3] = [&log, &Clear::recursive(), &Scalars::single(1.5f32)];
    assert_eq!(
        all_shown(&row),
        [
            r#"TextLog:text = "hi""#,
            r#"TextLog:level = "WARN""#,
            "Clear:is_recursive = true",
            "Scalars:scalars = 1.5",
        ]
    );
}

#[test]
fn columns_are_cut_by_lengths() {
    let columns: Vec<_> = Points3D::new([[0.0f32; 3]; 4])
        .columns([1, 3])
        .unwrap()
        .collect();
    assert_eq!(columns[0].list_array.value_offsets(), [0, 1, 4]);
    let columns: Vec<_> = Scalars::new([1.0, 2.0])
        .columns_of_unit_batches()
        .unwrap()
        .collect();
    assert_eq!(columns[0].list_array.len(), 2);
    let error = Points3D::new([[0.0f32; 3]; 4])
        .columns([1, 4])
        .err()
        .unwrap();
    assert!(
        error.to_string().contains("add up to 5, but there are 4"),
        "{error}"
    );
}

#[test]
fn archetypes_read_back_what_they_wrote() {
    let points = Points3D::new([[1.0, 2.0, 3.0]]).with_radii([2.0]);
    let data: Vec<_> = points
        .as_serialized_batches()
        .into_iter()
        .map(|b| (b.descriptor, b.array))
        .collect();
    assert_eq!(Points3D::from_arrow_components(data).unwrap(), points);
    assert_eq!(Points3D::name().as_str(), "rerun.archetypes.Points3D");
    assert_eq!(Points3D::display_name(), "Points 3D");
    let required = Points3D::required_components();
    assert_eq!(
        required.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["Points3D:positions"]
    );
}

#[test]
fn every_archetype_has_an_example() {
    for info in reflection::archetypes() {
        let mut parts = info.docs.split(|line| line.trim() == "```");
        let example = parts.nth(1).unwrap_or_default();
        let used = format!("{}::", info.name());
        let shown = example.iter().any(|line| line.contains(&used));
        assert!(shown, "the docs of {} show no use of it", info.fq_name);
    }
}
