//! 0.1.1 to 0.1.2: poses share the components of transforms; axes are an archetype of their own.

use super::draft::Draft;
use crate::Result;
use crate::schema::keys;

const COMPONENT_TYPES: [(&str, &str); 5] = [
    (
        "rerun.components.PoseTranslation3D",
        "rerun.components.Translation3D",
    ),
    (
        "rerun.components.PoseRotationAxisAngle",
        "rerun.components.RotationAxisAngle",
    ),
    (
        "rerun.components.PoseRotationQuat",
        "rerun.components.RotationQuat",
    ),
    ("rerun.components.PoseScale3D", "rerun.components.Scale3D"),
    (
        "rerun.components.PoseTransformMat3x3",
        "rerun.components.TransformMat3x3",
    ),
];

pub(super) fn migrate(draft: &mut Draft) -> Result<()> {
    for column in &mut draft.columns {
        let component_type = column.get(keys::COMPONENT_TYPE);
        if let Some((_, new)) = COMPONENT_TYPES
            .iter()
            .find(|(old, _)| Some(*old) == component_type)
        {
            column.set(keys::COMPONENT_TYPE, *new);
        }
        match column.get(keys::COMPONENT) {
            Some("Transform3D:axis_length") => {
                column.set(keys::ARCHETYPE, "rerun.archetypes.TransformAxes3D");
                column.set(keys::COMPONENT, "TransformAxes3D:axis_length");
            }
            Some("CoordinateFrame:frame_id") => {
                column.set(keys::COMPONENT, "CoordinateFrame:frame");
            }
            _ => {}
        }
    }
    Ok(())
}
