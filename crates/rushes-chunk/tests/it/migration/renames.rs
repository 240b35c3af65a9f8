//! What was renamed and what was dropped.

use super::{data, metadata, migrated, migrated_column, names, row_ids};

#[test]
fn archetypes_take_their_plural() {
    for (archetype, field, new_archetype, identifier) in [
        ("Scalar", "scalar", "Scalars", "Scalars:scalars"),
        ("Scalar", "other", "Scalars", "Scalars:other"),
        ("SeriesLine", "color", "SeriesLines", "SeriesLines:colors"),
        ("SeriesLine", "width", "SeriesLines", "SeriesLines:widths"),
        ("SeriesLine", "name", "SeriesLines", "SeriesLines:names"),
        (
            "SeriesPoint",
            "color",
            "SeriesPoints",
            "SeriesPoints:colors",
        ),
        (
            "SeriesPoint",
            "marker",
            "SeriesPoints",
            "SeriesPoints:markers",
        ),
        ("SeriesPoint", "name", "SeriesPoints", "SeriesPoints:names"),
        (
            "SeriesPoint",
            "marker_size",
            "SeriesPoints",
            "SeriesPoints:marker_sizes",
        ),
        ("Points3D", "color", "Points3D", "Points3D:color"),
    ] {
        let archetype = format!("rerun.archetypes.{archetype}");
        let entries = [
            ("rerun.component", "C"),
            ("rerun.archetype", archetype.as_str()),
            ("rerun.archetype_field", field),
        ];
        let (_, found) = migrated_column("0.0.1", data("c", &entries));
        let new_archetype = format!("rerun.archetypes.{new_archetype}");
        let expected = [
            ("rerun:archetype", new_archetype.as_str()),
            ("rerun:component", identifier),
            ("rerun:component_type", "C"),
        ];
        assert_eq!(found, metadata(&expected));
    }
}

#[test]
fn indicators_are_renamed_and_then_dropped() {
    let result = migrated(
        &[("rerun.id", "x")],
        vec![
            row_ids(),
            data("PointsIndicator", &[("rerun.archetype", "A")]),
            data("rerun.components.PointsIndicator", &[]),
            data(
                "BIndicator",
                &[("rerun.component", "rerun.components.BIndicator")],
            ),
            data(
                "CIndicator",
                &[
                    ("rerun.component", "user.CIndicator"),
                    ("rerun.archetype", "A"),
                ],
            ),
        ],
    );
    assert_eq!(names(&result), ["rerun.controls.RowId", "CIndicator"]);
    let expected = metadata(&[("rerun:component", "user.CIndicator")]);
    assert_eq!(result.schema_ref().field(1).metadata(), &expected);
}

#[test]
fn which_indicator_columns_go() {
    let result = migrated(
        &[("sorbet:version", "0.1.0"), ("rerun:id", "x")],
        vec![
            row_ids(),
            data(
                "go1",
                &[("rerun:component", "rerun.components.Points3DIndicator")],
            ),
            data("go2", &[("rerun:is_indicator", "true")]),
            data("keep1", &[("rerun:is_indicator", "false")]),
            data("keep2", &[("rerun:component", "user.MyIndicator")]),
            data(
                "keep3",
                &[
                    ("rerun:is_indicator", "no"),
                    ("rerun:component", "rerun.components.XIndicator"),
                ],
            ),
        ],
    );
    assert_eq!(
        names(&result),
        ["rerun.controls.RowId", "keep1", "keep2", "keep3"]
    );
}

#[test]
fn only_the_row_count_is_left_of_a_chunk_of_indicators() {
    let result = migrated(
        &[("sorbet:version", "0.1.0")],
        vec![data("go", &[("rerun:is_indicator", "true")])],
    );
    assert_eq!((result.num_columns(), result.num_rows()), (0, 1));
}

#[test]
fn properties_move_up() {
    for (before, after) in [
        ("/__properties/recording", "/__properties"),
        ("/__properties/other", "/__properties/other"),
        ("/__properties/recording/x", "/__properties/recording/x"),
    ] {
        let result = migrated(
            &[("sorbet:version", "0.0.2"), ("rerun:entity_path", before)],
            vec![data(
                "property:recording:RecordingProperties:name",
                &[
                    ("rerun:entity_path", before),
                    ("rerun:archetype", "rerun.archetypes.RecordingProperties"),
                    ("rerun:component", "RecordingProperties:name"),
                ],
            )],
        );
        assert_eq!(result.schema_ref().metadata()["rerun:entity_path"], after);
        let field = result.schema_ref().field(0);
        assert_eq!(field.name(), "property:RecordingInfo:name");
        let expected = [
            ("rerun:entity_path", after),
            ("rerun:archetype", "rerun.archetypes.RecordingInfo"),
            ("rerun:component", "RecordingInfo:name"),
        ];
        assert_eq!(field.metadata(), &metadata(&expected));
    }
}

#[test]
fn component_types_are_renamed() {
    for (version, before, after) in [
        ("0.1.1", "PoseTranslation3D", "Translation3D"),
        ("0.1.1", "PoseRotationAxisAngle", "RotationAxisAngle"),
        ("0.1.1", "PoseRotationQuat", "RotationQuat"),
        ("0.1.1", "PoseScale3D", "Scale3D"),
        ("0.1.1", "PoseTransformMat3x3", "TransformMat3x3"),
        ("0.1.2", "PoseScale3D", "PoseScale3D"),
        ("0.1.2", "SeriesVisible", "Visible"),
        ("0.0.1", "SeriesVisible", "Visible"),
        ("0.1.3", "SeriesVisible", "SeriesVisible"),
    ] {
        let before = format!("rerun.components.{before}");
        let after = format!("rerun.components.{after}");
        let (_, found) = migrated_column(version, data("c", &[("rerun:component_type", &before)]));
        assert_eq!(found, metadata(&[("rerun:component_type", &after)]));
    }
}

#[test]
fn axes_and_frames_are_renamed() {
    let entries = [
        ("rerun:component", "Transform3D:axis_length"),
        ("rerun:archetype", "rerun.archetypes.Transform3D"),
    ];
    let (_, found) = migrated_column("0.1.1", data("c", &entries));
    let expected = [
        ("rerun:component", "TransformAxes3D:axis_length"),
        ("rerun:archetype", "rerun.archetypes.TransformAxes3D"),
    ];
    assert_eq!(found, metadata(&expected));
    let frame_id = data("c", &[("rerun:component", "CoordinateFrame:frame_id")]);
    let (_, found) = migrated_column("0.1.1", frame_id);
    assert_eq!(
        found,
        metadata(&[("rerun:component", "CoordinateFrame:frame")])
    );
}
