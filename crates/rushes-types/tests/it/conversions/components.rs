//! Components.

// 0.7071 is what the vector says, not a rounded constant.
#![allow(clippy::approx_constant)]

use rushes_types::blueprint::encodings::TextLogColumnKind;
use rushes_types::components::{
    AnnotationContext, Blob, ClassId, Color, Colormap, GeoLineString, GraphEdge, KeyValuePairs,
    KeypointId, LatLon, LineStrip2D, LineStrip3D, Plane3D, Position2D, Position3D, Radius, Range1D,
    RotationAxisAngle, RotationQuat, Scalar, Scale3D, ShowLabels, SphericalHarmonics3Rgb,
    TensorData, TensorWidthDimension, Text, TextLogLevel, Timestamp, TransformMat3x3,
    TriangleIndices, ValueRange, VideoCodec, VideoTimestamp, ViewCoordinates, VoxelIndex,
};
use rushes_types::encodings::{
    Angle, AnnotationInfo, ClassDescription, KeypointPair, Quaternion, Range2D, Rgba32,
    TensorDimensionSelection, TimeRange, TimeRangeBoundary, ViewDir,
};
use rushes_types::{Enum as _, blueprint, encodings};

use super::Case::{PythonOnly, Same};
use super::{Cases, batch};

pub(super) static CASES: Cases = &[
    ("Color: 0xFF8000FF", Same(|| batch::<Color>([0xFF80_00FF]))),
    (
        "Color: [0xFF0000FF, 0x00FF00FF]",
        Same(|| batch::<Color>([0xFF00_00FF, 0x00FF_00FF])),
    ),
    (
        "Color: [255, 128, 0]",
        Same(|| batch::<Color>([(255, 128, 0)])),
    ),
    (
        "Color: [255, 128, 0, 64]",
        Same(|| batch::<Color>([(255, 128, 0, 64)])),
    ),
    (
        "Color: (1.0, 0.5, 0.0)",
        PythonOnly("floats are not colours in Rust; their meaning (linear or not) must be said"),
    ),
    (
        "Color: np.array([1.0, 0.5, 0.0])",
        PythonOnly("floats are not colours in Rust; their meaning (linear or not) must be said"),
    ),
    (
        "Color: np.array([1.0, 0.5, 0.0, 0.25], dtype=np.float32)",
        PythonOnly("floats are not colours in Rust; their meaning (linear or not) must be said"),
    ),
    ("Color: [1, 0, 0]", Same(|| batch::<Color>([[1, 0, 0]]))),
    (
        "Color: [[255, 0, 0], [0, 255, 0]]",
        Same(|| batch::<Color>([[255, 0, 0], [0, 255, 0]])),
    ),
    (
        "Color: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]",
        PythonOnly("floats are not colours in Rust; their meaning (linear or not) must be said"),
    ),
    (
        "Color: np.array([[10, 20, 30], [40, 50, 60]], dtype=np.uint8)",
        Same(|| batch::<Color>([[10, 20, 30], [40, 50, 60]])),
    ),
    (
        "Color: np.array([[10, 20, 30, 40]], dtype=np.uint8)",
        Same(|| batch::<Color>([[10, 20, 30, 40]])),
    ),
    (
        "Color: np.array([0x01020304, 0x05060708], dtype=np.uint32)",
        Same(|| batch::<Color>([0x0102_0304, 0x0506_0708])),
    ),
    (
        "Color: np.array([1, 2, 3, 4, 5, 6, 7, 8], dtype=np.uint8)",
        PythonOnly("a flat list of bytes has no type of its own in Rust"),
    ),
    (
        "Color: [0x11223344, 0x55667788, 0x99AABBCC, 0xDDEEFF00, 0x01020304]",
        Same(|| {
            batch::<Color>([
                0x1122_3344,
                0x5566_7788,
                0x99AA_BBCC,
                0xDDEE_FF00,
                0x0102_0304,
            ])
        }),
    ),
    (
        "Color: rr.encodings.Rgba32([1, 2, 3])",
        Same(|| batch::<Color>([Rgba32::from([1, 2, 3])])),
    ),
    (
        "Color: [rr.components.Color([1, 2, 3]), rr.components.Color(0x0A0B0C0D)]",
        Same(|| batch::<Color>([Color::from([1, 2, 3]), Color::from_u32(0x0A0B_0C0D)])),
    ),
    ("Color: []", Same(|| batch::<Color>([0u32; 0]))),
    ("Radius: 0.5", Same(|| batch::<Radius>([0.5]))),
    (
        "Radius: rr.Radius.ui_points(5.0)",
        Same(|| batch::<Radius>([Radius::new_ui_points(5.0)])),
    ),
    (
        "Radius: rr.Radius.ui_points([1.0, 2.0])",
        Same(|| batch::<Radius>([1.0, 2.0].map(Radius::new_ui_points))),
    ),
    (
        "Position3D: [1, 2, 3]",
        Same(|| batch::<Position3D>([(1.0, 2.0, 3.0)])),
    ),
    (
        "Position3D: [[1, 2, 3], [4, 5, 6]]",
        Same(|| batch::<Position3D>([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])),
    ),
    (
        "Position3D: [1, 2, 3, 4, 5, 6]",
        PythonOnly("a flat list is no list of points in Rust"),
    ),
    (
        "Position3D: np.zeros((2, 3))",
        Same(|| batch::<Position3D>([[0.0f64; 3]; 2])),
    ),
    (
        "Position2D: (1, 2)",
        Same(|| batch::<Position2D>([(1.0, 2.0)])),
    ),
    (
        "RotationQuat: rr.Quaternion(xyzw=[0, 0, 0.7071, 0.7071])",
        Same(|| batch::<RotationQuat>([Quaternion::from_wxyz([0.7071, 0.0, 0.0, 0.7071])])),
    ),
    (
        "RotationQuat: [[0, 0, 0, 1]]",
        Same(|| batch::<RotationQuat>([[0.0, 0.0, 0.0, 1.0]])),
    ),
    (
        "RotationAxisAngle: rr.RotationAxisAngle(axis=[0, 0, 2], degrees=90)",
        Same(|| batch::<RotationAxisAngle>([([0.0, 0.0, 2.0], Angle::from_degrees(90.0))])),
    ),
    (
        "RotationAxisAngle: rr.RotationAxisAngle([1, 0, 0], rr.Angle(rad=0.5))",
        Same(|| {
            batch::<RotationAxisAngle>([RotationAxisAngle::new(
                [1.0, 0.0, 0.0],
                Angle::from_radians(0.5),
            )])
        }),
    ),
    (
        "TransformMat3x3: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]",
        PythonOnly("matrices are given by columns in Rust"),
    ),
    (
        "TransformMat3x3: [1, 2, 3, 4, 5, 6, 7, 8, 9]",
        PythonOnly("matrices are given by columns in Rust"),
    ),
    (
        "TransformMat3x3: rr.encodings.Mat3x3(columns=[[1, 2, 3], [4, 5, 6], [7, 8, 9]])",
        Same(|| batch::<TransformMat3x3>([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]])),
    ),
    (
        "Plane3D: rr.components.Plane3D.XY.with_distance(-5.0)",
        Same(|| batch::<Plane3D>([encodings::Plane3D::XY.with_distance(-5.0)])),
    ),
    (
        "Range1D: (1, 2)",
        Same(|| batch::<Range1D>([Range1D::new(1.0, 2.0)])),
    ),
    (
        "Range1D: slice(3, 4)",
        Same(|| batch::<Range1D>([3.0..=4.0])),
    ),
    (
        "ValueRange: [0.25, 0.75]",
        Same(|| batch::<ValueRange>([[0.25, 0.75]])),
    ),
    (
        r#"Colormap: "viridis""#,
        PythonOnly("enums are not made of text in Rust"),
    ),
    (
        "Colormap: rr.components.Colormap.Turbo",
        Same(|| batch::<Colormap>([Colormap::Turbo])),
    ),
    (
        "Colormap: 5",
        Same(|| batch::<Colormap>(Colormap::try_from_integer(5))),
    ),
    (
        "ViewCoordinates: rr.components.ViewCoordinates.RDF",
        Same(|| batch::<ViewCoordinates>([ViewCoordinates::RDF])),
    ),
    (
        "ViewCoordinates: [3, 2, 5]",
        Same(|| batch::<ViewCoordinates>([[3, 2, 5].map(|code| ViewDir::try_from(code).unwrap())])),
    ),
    (
        r#"ViewCoordinates: ["Right", "Down", "Forward"]"#,
        Same(|| batch::<ViewCoordinates>(["RDF".parse::<ViewCoordinates>().unwrap()])),
    ),
    ("ClassId: 7", Same(|| batch::<ClassId>([7]))),
    ("ClassId: [1, 2]", Same(|| batch::<ClassId>([1, 2]))),
    ("KeypointId: [0, 3]", Same(|| batch::<KeypointId>([0, 3]))),
    (r#"Text: "hello""#, Same(|| batch::<Text>(["hello"]))),
    (r#"Text: ["a", "b"]"#, Same(|| batch::<Text>(["a", "b"]))),
    (
        r#"TextLogLevel: "INFO""#,
        Same(|| batch::<TextLogLevel>([TextLogLevel::INFO])),
    ),
    ("Scalar: 1", Same(|| batch::<Scalar>([1]))),
    ("Scalar: [1.5, 2.5]", Same(|| batch::<Scalar>([1.5, 2.5]))),
    (r#"Blob: b"\x00\x01""#, Same(|| batch::<Blob>([vec![0, 1]]))),
    (
        r#"Blob: [b"\x00", b"\x01\x02"]"#,
        Same(|| batch::<Blob>([b"\0".as_slice(), b"\x01\x02"])),
    ),
    (
        "Blob: np.array([[1, 2], [3, 4]], dtype=np.uint8)",
        Same(|| batch::<Blob>([vec![1, 2], vec![3, 4]])),
    ),
    (
        "VideoTimestamp: rr.components.VideoTimestamp(seconds=1.5)",
        Same(|| batch::<VideoTimestamp>([VideoTimestamp::from_secs(1.5)])),
    ),
    (
        "VideoTimestamp: rr.components.VideoTimestamp.seconds([0.5, 1.0]).as_arrow_array()",
        Same(|| batch::<VideoTimestamp>([0.5, 1.0].map(VideoTimestamp::from_secs))),
    ),
    (
        r#"VideoCodec: "H264""#,
        Same(|| batch::<VideoCodec>([VideoCodec::H264])),
    ),
    (
        "LineStrip3D: [[[0, 0, 0], [1, 1, 1]], [[2, 2, 2], [3, 3, 3], [4, 4, 4]]]",
        Same(|| {
            batch::<LineStrip3D>([
                vec![[0.0f32; 3], [1.0; 3]],
                vec![[2.0; 3], [3.0; 3], [4.0; 3]],
            ])
        }),
    ),
    (
        "LineStrip3D: [[0, 0, 0], [1, 1, 1]]",
        Same(|| batch::<LineStrip3D>([[[0.0f32; 3], [1.0; 3]]])),
    ),
    (
        "LineStrip2D: np.array([[0, 0], [1, 1]])",
        Same(|| batch::<LineStrip2D>([LineStrip2D::from_iter([[0.0, 0.0], [1.0, 1.0]])])),
    ),
    (
        "GeoLineString: [[59.3, 18.0], [59.4, 18.1]]",
        Same(|| batch::<GeoLineString>([[[59.3, 18.0], [59.4, 18.1]]])),
    ),
    (
        "LatLon: [[59.3, 18.0]]",
        Same(|| batch::<LatLon>([LatLon::new(59.3, 18.0)])),
    ),
    (
        r#"GraphEdge: [("a", "b"), ("b", "c")]"#,
        Same(|| batch::<GraphEdge>([("a", "b"), ("b", "c")])),
    ),
    (
        r#"KeyValuePairs: {"k": "v", "l": "w"}"#,
        Same(|| batch::<KeyValuePairs>([[("k", "v"), ("l", "w")]])),
    ),
    (
        r#"AnnotationContext: [(1, "red", [255, 0, 0]), rr.AnnotationInfo(id=2, label="blue"), 3]"#,
        Same(|| {
            batch::<AnnotationContext>([[
                AnnotationInfo::from((1, "red", Rgba32::from_rgb(255, 0, 0))),
                (2, "blue").into(),
                3.into(),
            ]])
        }),
    ),
    (
        r#"AnnotationContext: rr.ClassDescription(info=(0, "person"), keypoint_annotations=[(1, "nose"), 2], keypoint_connections=[(1, 2)])"#,
        Same(|| {
            batch::<AnnotationContext>([[ClassDescription {
                info: (0, "person").into(),
                keypoint_annotations: vec![(1, "nose").into(), 2.into()],
                keypoint_connections: KeypointPair::vec_from([(1, 2)]),
            }]])
        }),
    ),
    (
        "Scale3D: rr.components.Scale3D(2.0)",
        Same(|| batch::<Scale3D>([2.0])),
    ),
    (
        "TensorData: np.arange(6, dtype=np.uint8).reshape(2, 3)",
        Same(|| {
            batch::<TensorData>([encodings::TensorData::new(
                vec![2, 3],
                vec![0u8, 1, 2, 3, 4, 5].into(),
            )])
        }),
    ),
    (
        r#"TensorData: rr.encodings.TensorData(array=np.zeros((1, 2), dtype=np.float32), dim_names=["h", "w"])"#,
        Same(|| {
            batch::<TensorData>(
                [encodings::TensorData::new(vec![1, 2], vec![0f32; 2].into())
                    .with_dim_names(["h", "w"])],
            )
        }),
    ),
    (
        "VoxelIndex: [[0, 1, -2]]",
        Same(|| batch::<VoxelIndex>([[0, 1, -2]])),
    ),
    (
        "TriangleIndices: [[0, 1, 2]]",
        Same(|| batch::<TriangleIndices>([[0, 1, 2]])),
    ),
    (
        "SphericalHarmonics3Rgb: np.arange(45).reshape(15, 3)",
        Same(|| {
            batch::<SphericalHarmonics3Rgb>([std::array::from_fn::<_, 15, _>(|row| {
                std::array::from_fn::<_, 3, _>(|column| (3 * row + column) as f32)
            })])
        }),
    ),
    ("ShowLabels: True", Same(|| batch::<ShowLabels>([true]))),
    ("Timestamp: 5", Same(|| batch::<Timestamp>([5]))),
    (
        "Timestamp: rr.encodings.TimeInt(seconds=1.5)",
        Same(|| batch::<Timestamp>([rushes_core::Timestamp::from_secs_since_epoch(1.5)])),
    ),
    (
        "TensorWidthDimension: rr.components.TensorWidthDimension(2, invert=True)",
        Same(|| {
            batch::<TensorWidthDimension>([TensorDimensionSelection {
                dimension: 2,
                invert: true,
            }])
        }),
    ),
    (
        "VisualBounds2D: rrb.components.VisualBounds2D(x_range=(0, 10), y_range=[-1, 1])",
        Same(|| {
            batch::<blueprint::components::VisualBounds2D>([Range2D {
                x_range: [0.0, 10.0].into(),
                y_range: [-1.0, 1.0].into(),
            }])
        }),
    ),
    (
        r#"VisibleTimeRange: rr.encodings.VisibleTimeRange("frame", start=rr.encodings.TimeRangeBoundary.cursor_relative(seq=-5), end=rr.encodings.TimeRangeBoundary.infinite())"#,
        Same(|| {
            batch::<blueprint::components::VisibleTimeRange>([encodings::VisibleTimeRange {
                timeline: "frame".into(),
                range: TimeRange {
                    start: TimeRangeBoundary::CursorRelative((-5).into()),
                    end: TimeRangeBoundary::Infinite,
                },
            }])
        }),
    ),
    (
        r#"VisibleTimeRange: rr.encodings.VisibleTimeRange("t", start=rr.encodings.TimeRangeBoundary.absolute(seconds=1.0), end=rr.encodings.TimeRangeBoundary.cursor_relative())"#,
        Same(|| {
            batch::<blueprint::components::VisibleTimeRange>([encodings::VisibleTimeRange {
                timeline: "t".into(),
                range: TimeRange {
                    start: TimeRangeBoundary::Absolute(1_000_000_000.into()),
                    end: TimeRangeBoundary::AT_CURSOR,
                },
            }])
        }),
    ),
    (
        r#"SelectedColumns: rrb.components.SelectedColumns(["frame", "/a/b:Points3D"])"#,
        PythonOnly("columns are not told apart by their text in Rust"),
    ),
    (
        "RootContainer: bytes(range(16))",
        Same(|| {
            batch::<blueprint::components::RootContainer>([std::array::from_fn::<u8, 16, _>(
                |index| index as u8,
            )])
        }),
    ),
    (
        r#"QueryExpression: ["+ /world/**", "- /world/roads/**"]"#,
        Same(|| {
            batch::<blueprint::components::QueryExpression>(["+ /world/**", "- /world/roads/**"])
        }),
    ),
    (
        r#"TextLogColumn: [rrb.encodings.TextLogColumn("LogLevel", visible=False)]"#,
        Same(|| {
            batch::<blueprint::components::TextLogColumn>([blueprint::encodings::TextLogColumn {
                visible: false.into(),
                kind: TextLogColumnKind::LogLevel,
            }])
        }),
    ),
    (
        r#"TimelineColumn: [rrb.encodings.TimelineColumn("frame")]"#,
        Same(|| {
            batch::<blueprint::components::TimelineColumn>([blueprint::encodings::TimelineColumn {
                timeline: "frame".into(),
                ..Default::default()
            }])
        }),
    ),
    (
        "TensorDimensionIndexSlider: [1, 2]",
        Same(|| batch::<blueprint::components::TensorDimensionIndexSlider>([1, 2])),
    ),
    (
        r#"ColumnOrder: ["/a", "/b"]"#,
        Same(|| batch::<blueprint::components::ColumnOrder>([["/a", "/b"]])),
    ),
];
