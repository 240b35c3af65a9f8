//! Archetypes, and columns of them.

use rushes_types::TensorNumber;
use rushes_types::archetypes::{
    Asset3D, BarChart, Boxes2D, Boxes3D, Clear, DepthImage, Ellipsoids3D, EncodedImage, GeoPoints,
    GraphEdges, Image, Mesh3D, Pinhole, Points3D, Scalars, SegmentationImage, StateChange, Tensor,
    TextDocument, TextLog, Transform3D, VideoFrameReference, ViewCoordinates,
};
use rushes_types::blueprint::archetypes::{Background, VisualBounds2D};
use rushes_types::blueprint::components::BackgroundKind;
use rushes_types::components::{
    self, Colormap, MediaType, Radius, TransformRelation, VideoTimestamp,
};
use rushes_types::encodings::{ColorModel, PixelFormat, Quaternion, Range2D, TensorData};

use super::Case::{PythonOnly, Same};
use super::{Cases, row, rows};

/// A tensor of zeroes.
fn zeros<T: TensorNumber + Default>(shape: &[u64]) -> TensorData {
    let len = shape.iter().product::<u64>() as usize;
    TensorData::new(shape.to_vec(), T::buffer(vec![T::default(); len]))
}

pub(super) static CASES: Cases = &[
    (
        "rr.Points3D([[1, 2, 3]], keypoint_ids=[1])",
        PythonOnly("keypoints are given no class of their own accord in Rust"),
    ),
    (
        "rr.Boxes3D(mins=[[0, 0, 0]], sizes=[[2, 4, 6]])",
        Same(|| row(&Boxes3D::from_mins_and_sizes([[0.0; 3]], [[2.0, 4.0, 6.0]]))),
    ),
    (
        "rr.Boxes3D(half_sizes=[1, 2, 3], rotations=[rr.Quaternion(xyzw=[0, 0, 0, 1])])",
        PythonOnly("boxes take each kind of rotation by its own method in Rust"),
    ),
    (
        "rr.Boxes2D(array=[[1, 2, 10, 20]], array_format=rr.Box2DFormat.XYWH)",
        Same(|| row(&Boxes2D::from_mins_and_sizes([[1.0, 2.0]], [[10.0, 20.0]]))),
    ),
    (
        "rr.Boxes2D(array=[[1, 2, 11, 22]], array_format=rr.Box2DFormat.XYXY)",
        PythonOnly("boxes are not made of two corners in Rust"),
    ),
    (
        "rr.Boxes2D(array=[[6, 12, 10, 20]], array_format=rr.Box2DFormat.XCYCWH)",
        Same(|| {
            row(&Boxes2D::from_centers_and_sizes(
                [[6.0, 12.0]],
                [[10.0, 20.0]],
            ))
        }),
    ),
    (
        "rr.Boxes2D(array=[[6, 12, 5, 10]], array_format=rr.Box2DFormat.XCYCW2H2)",
        Same(|| {
            row(&Boxes2D::from_centers_and_half_sizes(
                [[6.0, 12.0]],
                [[5.0, 10.0]],
            ))
        }),
    ),
    (
        "rr.Boxes2D(array=[[2, 1, 20, 10]], array_format=rr.Box2DFormat.YXHW)",
        PythonOnly("boxes are not given with y first in Rust"),
    ),
    (
        "rr.Boxes2D(array=[[2, 1, 22, 11]], array_format=rr.Box2DFormat.YXYX)",
        PythonOnly("boxes are not given with y first in Rust"),
    ),
    (
        "rr.Ellipsoids3D(radii=[1.0, 2.0])",
        Same(|| row(&Ellipsoids3D::from_radii([1.0, 2.0]))),
    ),
    (
        "rr.Transform3D(translation=[1, 2, 3], rotation=rr.Quaternion(xyzw=[0, 0, 0, 1]), scale=2.0)",
        Same(|| {
            row(&Transform3D::from_translation_rotation_scale(
                [1.0, 2.0, 3.0],
                Quaternion::IDENTITY,
                2.0,
            ))
        }),
    ),
    (
        "rr.Transform3D(mat3x3=[[1, 0, 0], [0, 2, 0], [0, 0, 3]], relation=rr.TransformRelation.ChildFromParent)",
        Same(|| {
            row(
                &Transform3D::from_mat3x3([[1.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 3.0]])
                    .with_relation(TransformRelation::ChildFromParent),
            )
        }),
    ),
    (
        "rr.Pinhole(focal_length=500, width=640, height=480)",
        Same(|| {
            row(&Pinhole::from_focal_length_and_resolution(
                [500.0, 500.0],
                [640.0, 480.0],
            ))
        }),
    ),
    (
        "rr.Pinhole(focal_length=(500, 510), principal_point=(320, 240), resolution=[640, 480])",
        Same(|| {
            row(
                &Pinhole::from_focal_length_and_resolution([500.0, 510.0], [640.0, 480.0])
                    .with_principal_point([320.0, 240.0]),
            )
        }),
    ),
    (
        "rr.Pinhole(image_from_camera=[[500, 0, 320], [0, 510, 240], [0, 0, 1]])",
        Same(|| {
            row(&Pinhole::new([
                [500.0, 0.0, 0.0],
                [0.0, 510.0, 0.0],
                [320.0, 240.0, 1.0],
            ]))
        }),
    ),
    (
        "rr.Pinhole(fov_y=0.7853982, aspect_ratio=1.7777778, camera_xyz=rr.ViewCoordinates.RUB)",
        Same(|| {
            row(
                &Pinhole::from_fov_and_aspect_ratio(std::f32::consts::FRAC_PI_4, 1.777_777_8)
                    .with_camera_xyz(components::ViewCoordinates::RUB),
            )
        }),
    ),
    (
        "rr.Image(np.zeros((2, 3, 3), dtype=np.uint8))",
        Same(|| {
            row(
                &Image::from_color_model_and_tensor(ColorModel::RGB, zeros::<u8>(&[2, 3, 3]))
                    .unwrap(),
            )
        }),
    ),
    (
        "rr.Image(np.zeros((2, 2), dtype=np.float32))",
        Same(|| {
            row(&Image::from_color_model_and_tensor(ColorModel::L, zeros::<f32>(&[2, 2])).unwrap())
        }),
    ),
    (
        r#"rr.Image(np.zeros((1, 2, 3, 4, 1), dtype=np.uint8), "BGRA")"#,
        Same(|| {
            let tensor = zeros::<u8>(&[1, 2, 3, 4, 1]);
            row(&Image::from_color_model_and_tensor(ColorModel::BGRA, tensor).unwrap())
        }),
    ),
    (
        "rr.Image(bytes=bytes(6), width=2, height=2, pixel_format=rr.PixelFormat.NV12)",
        Same(|| {
            row(&Image::from_pixel_format(
                [2, 2],
                PixelFormat::NV12,
                vec![0; 6],
            ))
        }),
    ),
    (
        r#"rr.Image(bytes=bytes(4), width=1, height=1, color_model="RGBA", datatype=np.uint8)"#,
        Same(|| row(&Image::from_rgba32(vec![0; 4], [1, 1]))),
    ),
    (
        r#"rr.DepthImage(np.zeros((2, 2), dtype=np.uint16), meter=1000, colormap="Viridis", depth_range=[0, 10])"#,
        Same(|| {
            row(&DepthImage::from_gray16(vec![0; 8], [2, 2])
                .with_meter(1000.0)
                .with_colormap(Colormap::Viridis)
                .with_depth_range([0.0, 10.0]))
        }),
    ),
    (
        "rr.SegmentationImage(np.array([[0, 1], [2, 3]], dtype=np.uint8))",
        Same(|| {
            let classes = TensorData::new(vec![2, 2], vec![0u8, 1, 2, 3].into());
            row(&SegmentationImage::try_from(classes).unwrap())
        }),
    ),
    (
        r#"rr.EncodedImage(contents=b"abc", media_type="image/jpeg")"#,
        Same(|| row(&EncodedImage::new(b"abc").with_media_type("image/jpeg"))),
    ),
    (
        r#"rr.Asset3D(contents=b"abc", media_type=rr.components.MediaType.GLB)"#,
        Same(|| {
            row(&Asset3D::from_file_contents(
                b"abc".to_vec(),
                Some(MediaType::GLB),
            ))
        }),
    ),
    (
        "rr.Mesh3D(vertex_positions=[[0, 0, 0], [1, 0, 0], [0, 1, 0]], albedo_texture=np.zeros((1, 1, 3), dtype=np.uint8))",
        Same(|| {
            row(&Mesh3D::new([[0.0; 3], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
                .with_albedo_texture_image(Image::from_rgb24(vec![0; 3], [1, 1])))
        }),
    ),
    (
        r#"rr.Tensor(np.zeros((2, 2), dtype=np.int64), dim_names=("a", "b"))"#,
        Same(|| row(&Tensor::new(zeros::<i64>(&[2, 2])).with_dim_names(["a", "b"]))),
    ),
    (
        "rr.BarChart([1, 2, 3])",
        Same(|| row(&BarChart::new(vec![1i64, 2, 3]))),
    ),
    (
        "rr.SeriesPoints()",
        PythonOnly("points of a series have no marker of their own accord in Rust"),
    ),
    (
        r#"rr.TextLog("hi", level="WARN", color=[255, 0, 0])"#,
        Same(|| {
            row(&TextLog::new("hi")
                .with_level("WARN")
                .with_color((255, 0, 0)))
        }),
    ),
    (
        "rr.Clear(recursive=True)",
        Same(|| row(&Clear::recursive())),
    ),
    (
        "rr.ViewCoordinates.RIGHT_HAND_Z_UP",
        Same(|| row(&ViewCoordinates::RIGHT_HAND_Z_UP())),
    ),
    (
        r#"rr.VideoFrameReference(seconds=1.5, video_reference="/video")"#,
        Same(|| {
            row(&VideoFrameReference::new(VideoTimestamp::from_secs(1.5))
                .with_video_reference("/video"))
        }),
    ),
    (
        "rr.Scalars([1.0, 2.0])",
        Same(|| row(&Scalars::new([1.0, 2.0]))),
    ),
    (
        r#"rr.GraphEdges([("a", "b")], graph_type="directed")"#,
        Same(|| row(&GraphEdges::new([("a", "b")]).with_directed_edges())),
    ),
    (
        "rr.GeoPoints(lat_lon=[[59.3, 18.0]], radii=rr.Radius.ui_points(5.0))",
        Same(|| {
            row(&GeoPoints::from_lat_lon([(59.3, 18.0)]).with_radii([Radius::new_ui_points(5.0)]))
        }),
    ),
    (
        r#"rr.StateChange(state="open")"#,
        Same(|| row(&StateChange::single("open"))),
    ),
    (
        "rrb.Background([10, 20, 30])",
        Same(|| row(&Background::new(BackgroundKind::SolidColor).with_color([10, 20, 30]))),
    ),
    (
        "rrb.Background(rrb.BackgroundKind.GradientBright)",
        Same(|| row(&Background::new(BackgroundKind::GradientBright))),
    ),
    (
        "rrb.archetypes.Background()",
        Same(|| row(&Background::new(BackgroundKind::default()))),
    ),
    (
        "rrb.VisualBounds2D(x_range=[0, 1], y_range=[2, 3])",
        Same(|| {
            row(&VisualBounds2D::new(Range2D {
                x_range: [0.0, 1.0].into(),
                y_range: [2.0, 3.0].into(),
            }))
        }),
    ),
    (
        "rr.Points3D.from_fields(radii=0.5)",
        Same(|| row(&Points3D::update_fields().with_radii([0.5]))),
    ),
    (
        "rr.TextDocument.cleared()",
        Same(|| row(&TextDocument::clear_fields())),
    ),
    (
        "rr.VideoFrameReference.columns_secs([0.5, 1.5])",
        PythonOnly("truncates fractions of seconds, which Rust does not"),
    ),
    (
        "rr.VideoFrameReference.columns_nanos([5, 6])",
        Same(|| {
            rows([VideoFrameReference::update_fields()
                .with_many_timestamp([5, 6].map(VideoTimestamp::from_nanos))
                .columns_of_unit_batches()])
        }),
    ),
    (
        "rr.Points3D.columns(positions=np.zeros((2, 3, 3)), radii=[1, 2])",
        Same(|| {
            rows([
                Points3D::new([[0.0f32; 3]; 6]).columns([3, 3]),
                Points3D::update_fields()
                    .with_radii([1.0, 2.0])
                    .columns_of_unit_batches(),
            ])
        }),
    ),
    (
        "rr.Points3D.columns(positions=np.zeros((4, 3)), colors=[[255, 0, 0], [0, 255, 0], [0, 0, 255], [1, 2, 3]])",
        Same(|| {
            rows([Points3D::new([[0.0f32; 3]; 4])
                .with_colors([(255, 0, 0), (0, 255, 0), (0, 0, 255), (1, 2, 3)])
                .columns_of_unit_batches()])
        }),
    ),
    (
        "rr.Points3D.columns(positions=np.zeros((4, 3))).partition([1, 3])",
        Same(|| rows([Points3D::new([[0.0f32; 3]; 4]).columns([1, 3])])),
    ),
    (
        "rr.Scalars.columns(scalars=[[1, 2], [3, 4]])",
        Same(|| rows([Scalars::new([1.0, 2.0, 3.0, 4.0]).columns([2, 2])])),
    ),
    (
        r#"rr.TextLog.columns(text=["a", "b"], level=["INFO", "WARN"])"#,
        Same(|| {
            rows([TextLog::update_fields()
                .with_many_text(["a", "b"])
                .with_many_level(["INFO", "WARN"])
                .columns_of_unit_batches()])
        }),
    ),
];
