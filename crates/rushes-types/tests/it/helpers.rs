//! The hand-written helpers of components and archetypes.

use arrow_array::Array as _;
use rushes_types::archetypes::{Capsules3D, Image, Mesh3D, Mesh3DError, Pinhole, Tensor};
use rushes_types::blueprint::archetypes::ViewContents;
use rushes_types::components::{
    Color, PinholeProjection, Radius, TransformFrameId, ViewCoordinates,
};
use rushes_types::coordinates::{Handedness, SignedAxis3};
use rushes_types::encodings::{
    ColorModel, ImageFormat, Mat3x3, PixelFormat, Quaternion, Rgba32, TensorData, TimeInt,
    TimeRangeBoundary, Uuid, VideoTimestamp,
};
use rushes_types::{
    ArrowDataType as _, Enum as _, FromArrow as _, ImageConstructionError, TensorElement,
};

#[test]
fn colors_in_all_spellings() {
    assert_eq!(
        Color::from_hex("#ff8000"),
        Some(Color::from_u32(0xFF80_00FF))
    );
    assert_eq!(
        Color::from_hex("ff800080"),
        Some(Color::from_u32(0xFF80_0080))
    );
    for wrong in ["", "#", "#ff80", "#gg8000", "#+f8000", "#ff8000ff0"] {
        assert_eq!(Color::from_hex(wrong), None, "{wrong}");
    }
    assert_eq!(Color::from_rgb(255, 128, 0).to_hex(), "#ff8000");
    assert_eq!(Color::from_u32(0xFF80_0080).to_hex(), "#ff800080");
    assert_eq!(
        Rgba32::from_linear_unmultiplied_rgba_f32(1.0, 0.0, 0.5, 2.0).to_u32(),
        0xFF00_BCFF
    );
}

#[test]
fn the_sign_of_a_radius_is_its_unit() {
    assert_eq!(Radius::new_scene_units(2.0).scene_units(), Some(2.0));
    assert_eq!(Radius::new_scene_units(2.0).ui_points(), None);
    assert_eq!(Radius::new_ui_points(2.0).ui_points(), Some(2.0));
    assert_eq!(Radius::from(-0.0).ui_points(), Some(0.0));
    assert_eq!(Radius::from(f32::NAN).scene_units(), None);
}

#[test]
fn axes_have_names_and_hands() {
    let rdf: ViewCoordinates = "rdf".parse().unwrap();
    assert_eq!(rdf, ViewCoordinates::RDF);
    assert_eq!(rdf.describe_short(), "RDF");
    assert_eq!(rdf.up(), Some(SignedAxis3::NEGATIVE_Y));
    assert_eq!(rdf.forward(), Some(SignedAxis3::POSITIVE_Z));
    assert_eq!(rdf.handedness(), Ok(Handedness::Right));
    assert_eq!(ViewCoordinates::LUF.handedness(), Ok(Handedness::Right));
    assert_eq!(ViewCoordinates::RUF.handedness(), Ok(Handedness::Left));
    assert_eq!(
        ViewCoordinates::from_up_and_handedness(SignedAxis3::POSITIVE_Z, Handedness::Right),
        ViewCoordinates::RIGHT_HAND_Z_UP
    );
    assert!(
        "RLF"
            .parse::<ViewCoordinates>()
            .unwrap_err()
            .contains("do not span")
    );
    assert!("RD".parse::<ViewCoordinates>().is_err());
}

#[test]
fn frames_of_entities_have_a_prefix() {
    let frame = TransformFrameId::from_entity_path(&"robot/arm".into());
    assert_eq!(frame.as_str(), "tf#/robot/arm");
    assert_eq!(frame.as_entity_path(), Some("/robot/arm".into()));
    assert_eq!(TransformFrameId::new("map").as_entity_path(), None);
}

#[test]
fn matrices_are_columns() {
    let mut matrix = Mat3x3::from([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]);
    assert_eq!(matrix.get(2, 0), 3.0);
    assert_eq!(matrix.col(1).0, [4.0, 5.0, 6.0]);
    matrix.set(2, 1, 60.0);
    assert_eq!(matrix.col(1).0, [4.0, 5.0, 60.0]);
    matrix.set(3, 0, 1.0);
    matrix.set(0, usize::MAX, 1.0);
    assert_eq!(matrix.get(3, 0), 0.0);
}

#[test]
fn cameras_by_focal_length_and_field_of_view() {
    let camera = Pinhole::from_focal_length_and_resolution([500.0, 500.0], [640.0, 480.0]);
    let projection = camera.image_from_camera_from_arrow().unwrap();
    assert_eq!(projection.focal_length_in_pixels().0, [500.0, 500.0]);
    assert_eq!(projection.sanity_check(), Ok(()));
    assert!(
        PinholeProjection::from([0.0; 9])
            .sanity_check()
            .unwrap_err()
            .contains("focal length")
    );
    let resolution = camera.resolution_from_arrow().unwrap();
    assert_eq!(resolution.aspect_ratio(), 640.0 / 480.0);
    let camera = Pinhole::from_fov_and_aspect_ratio(1.0, 1.5);
    let projection = camera.image_from_camera_from_arrow().unwrap();
    assert!((projection.fov_y([1.5, 1.0]) - 1.0).abs() < 1e-6);
    let error = Pinhole::update_fields()
        .resolution_from_arrow()
        .unwrap_err();
    assert_eq!(error.to_string(), "there is no resolution");
}

#[test]
fn capsules_point_from_start_to_end() {
    let capsules = Capsules3D::from_endpoints_and_radii(
        [[1.0, 1.0, 1.0]; 3],
        [[1.0, 1.0, 3.0], [1.0, 1.0, -1.0], [3.0, 1.0, 1.0]],
        [0.5],
    );
    let rotations = Quaternion::from_arrow(&capsules.quaternions.unwrap().array).unwrap();
    let half = std::f32::consts::FRAC_1_SQRT_2;
    let expected = [
        [0.0, 0.0, 0.0, 1.0],
        [1.0, 0.0, 0.0, 0.0],
        [0.0, half, 0.0, half],
    ];
    for (found, expected) in rotations.iter().zip(expected) {
        let near = found
            .0
            .iter()
            .zip(expected)
            .all(|(a, b)| (a - b).abs() < 1e-6);
        assert!(near, "{found:?} {expected:?}");
    }
    assert_eq!(
        f32::from_arrow(&capsules.lengths.unwrap().array).unwrap(),
        [2.0; 3]
    );
}

#[test]
fn meshes_must_make_sense() {
    let mesh = Mesh3D::new([[0.0; 3]; 4]);
    assert_eq!(
        mesh.sanity_check(),
        Err(Mesh3DError::VertexCountNotMultipleOfThree(4))
    );
    let mesh = mesh.with_triangle_indices([[0, 1, 2], [1, 2, 4]]);
    let error = mesh.sanity_check().unwrap_err();
    assert_eq!(
        error.to_string(),
        "triangle 1 has corner 4, but there are 4 vertices"
    );
    assert_eq!((mesh.num_vertices(), mesh.num_triangles()), (4, 2));
}

#[test]
fn tensors_are_indexed_rows_first() {
    let tensor = TensorData::new(vec![2, 3], vec![0i64, 1, 2, 3, 4, 5].into());
    assert_eq!(tensor.get(&[1, 2]), Some(TensorElement::I64(5)));
    assert_eq!(tensor.get(&[2, 0]), None);
    assert_eq!(tensor.get(&[0]), None);
    assert!(!tensor.is_vector());
    let huge = TensorData::new(vec![u64::MAX, u64::MAX], vec![0u8].into());
    assert_eq!(huge.get(&[5, 5]), None);
    let unnamed = tensor.clone().with_dim_names(["only"]);
    assert_eq!(unnamed, tensor);
    let named = Tensor::new(tensor).with_dim_names(["row", "column"]);
    let named = TensorData::from_arrow(&named.data.unwrap().array).unwrap();
    assert_eq!(named[0].dim_name(1).unwrap(), "column");
}

#[test]
fn images_from_tensors_ignore_dimensions_of_length_one() {
    let size = |color_model, shape: &[u64]| {
        let len = shape.iter().product::<u64>() as usize;
        let tensor = TensorData::new(shape.to_vec(), vec![0u8; len].into());
        let image = Image::from_color_model_and_tensor(color_model, tensor).ok()?;
        let format = ImageFormat::from_arrow(&image.format.unwrap().array).unwrap();
        Some((format[0].width, format[0].height))
    };
    assert_eq!(size(ColorModel::RGB, &[1, 4, 5, 3, 1]), Some((5, 4)));
    assert_eq!(size(ColorModel::L, &[4, 5]), Some((5, 4)));
    assert_eq!(size(ColorModel::L, &[4, 3]), Some((3, 4)));
    assert_eq!(size(ColorModel::L, &[1, 7, 4]), Some((4, 7)));
    assert_eq!(size(ColorModel::RGB, &[1, 1, 3]), Some((1, 1)));
    assert_eq!(size(ColorModel::L, &[6, 1]), Some((1, 6)));
    assert_eq!(size(ColorModel::L, &[1, 1, 1]), Some((1, 1)));
    assert_eq!(size(ColorModel::RGB, &[4, 5]), None);
    assert_eq!(size(ColorModel::L, &[5]), None);
    assert_eq!(size(ColorModel::L, &[]), None);
    let tensor = TensorData::new(vec![2, 2, 2, 2], vec![0u8; 16].into());
    let error = Image::from_color_model_and_tensor(ColorModel::L, tensor).unwrap_err();
    assert!(
        matches!(error, ImageConstructionError::BadImageShape(_)),
        "{error}"
    );
}

#[test]
fn images_know_how_many_bytes_they_have() {
    assert_eq!(ImageFormat::rgb8([3, 2]).num_bytes(), 18);
    let bytes = |format: PixelFormat| format.num_bytes([4, 2]);
    assert_eq!(bytes(PixelFormat::NV12), 12);
    assert_eq!(bytes(PixelFormat::YUY2), 16);
    assert_eq!(bytes(PixelFormat::Y_U_V24_FullRange), 24);
    let huge = ImageFormat::from_pixel_format([u32::MAX; 2], PixelFormat::Y_U_V24_FullRange);
    assert_eq!(huge.num_bytes(), usize::MAX);
    assert_eq!(ImageFormat::rgb8([3, 2]).to_string(), "3x2 RGB U8");
    assert_eq!(PixelFormat::try_from_integer(26), Some(PixelFormat::NV12));
    assert_eq!(PixelFormat::try_from_integer(0), None);
}

#[test]
fn boundaries_move_with_the_cursor() {
    let cursor = TimeInt(100);
    let start = |boundary: TimeRangeBoundary| boundary.start_boundary_time(cursor).0;
    assert_eq!(start(TimeRangeBoundary::CursorRelative(TimeInt(-30))), 70);
    let before_all = TimeRangeBoundary::CursorRelative(TimeInt(i64::MIN));
    assert_eq!(start(before_all), i64::MIN + 100);
    assert_eq!(before_all.start_boundary_time(TimeInt(-1)), TimeInt::MIN);
    assert_eq!(start(TimeRangeBoundary::Absolute(TimeInt(5))), 5);
    assert_eq!(start(TimeRangeBoundary::Infinite), TimeInt::MIN.0);
    assert_eq!(
        TimeRangeBoundary::Infinite.end_boundary_time(cursor),
        TimeInt::MAX
    );
    assert_eq!(VideoTimestamp::from_secs(0.3).as_nanos(), 300_000_000);
}

#[test]
fn random_uuids_say_so() {
    let (a, b) = (Uuid::random(), Uuid::random());
    assert_ne!(a, b);
    assert_eq!(a.to_string().as_bytes()[14], b'4');
    assert_eq!(
        Uuid::default().to_string(),
        "00000000-0000-0000-0000-000000000000"
    );
    assert_eq!(rushes_types::encodings::Uuid::arrow_empty().len(), 0);
}

#[test]
fn pixels_of_subsampled_images() {
    // Two rows of four: the chroma of the right half differs.
    let nv12 = [16, 235, 81, 81, 235, 16, 81, 81, 128, 128, 90, 240];
    let at = |x, y| PixelFormat::NV12.decode_rgb_at(&nv12, [4, 2], [x, y]);
    assert_eq!(at(0, 0), Some([0, 0, 0]));
    assert_eq!(at(1, 0), Some([255, 255, 255]));
    let [r, g, b] = at(2, 1).unwrap();
    assert!(r > 250 && g < 5 && b < 5, "{r} {g} {b}");
    assert_eq!(at(4, 0), None);
    let yuy2 = [16, 128, 235, 128];
    assert_eq!(
        PixelFormat::YUY2.decode_yuv_at(&yuy2, [2, 1], [1, 0]),
        Some([235, 128, 128])
    );
    assert_eq!(
        PixelFormat::Y8_FullRange.decode_rgb_at(&[7], [1, 1], [0, 0]),
        Some([7; 3])
    );
    for value in PixelFormat::variants() {
        assert_eq!(value.decode_rgb_at(&[], [4, 4], [1, 1]), None, "{value}");
    }
}

#[test]
fn pixels_of_mosaics() {
    let mosaic = [200, 100, 100, 50];
    let at = |x, y| PixelFormat::BayerRGGB8.decode_rgb_at(&mosaic, [2, 2], [x, y]);
    assert_eq!(at(0, 0), Some([200, 100, 50]));
    assert_eq!(at(1, 1), Some([200, 100, 50]));
    assert_eq!(
        PixelFormat::BayerRGGB8.decode_yuv_at(&mosaic, [2, 2], [0, 0]),
        None
    );
    assert_eq!(
        PixelFormat::BayerGBRG8.decode_rgb_at(&[9], [1, 1], [0, 0]),
        Some([9; 3])
    );
}

#[test]
fn overrides_of_a_view_are_where_the_viewer_looks() {
    let id = Uuid([7; 16]);
    let view = "/view/07070707-0707-0707-0707-070707070707/ViewContents/overrides";
    let path = ViewContents::blueprint_overrides_path_for_view(id);
    assert_eq!(path.to_string(), view);
    let path = ViewContents::blueprint_base_visualizer_path_for_entity(id, &"/a/b c".into());
    assert_eq!(path.to_string(), format!("{view}/a/b\\ c/visualizers"));
}
