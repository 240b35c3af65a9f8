//! Keypoints: two people walk. What the joints are called, how they are coloured and which of them
//! belong together is said once, in the annotations.
//!
//! `cargo run --example walker -- --save walker.rrd`

mod args;

use rushes::{
    AnnotationContext, AnnotationInfo, ClassDescription, KeypointPair, Points3D, Rgba32,
    ViewCoordinates, entity_path,
};

const JOINTS: [&str; 11] = [
    "head",
    "hip",
    "left hand",
    "left elbow",
    "neck",
    "right elbow",
    "right hand",
    "left foot",
    "left knee",
    "right knee",
    "right foot",
];
const BONES: [(u16, u16); 10] = [
    (0, 4),
    (4, 1),
    (2, 3),
    (3, 4),
    (4, 5),
    (5, 6),
    (7, 8),
    (8, 1),
    (1, 9),
    (9, 10),
];

fn person(id: u16, name: &str, color: Rgba32) -> ClassDescription {
    let joints = (0..)
        .zip(JOINTS)
        .map(|(id, joint)| AnnotationInfo::from((id, joint, color)));
    ClassDescription {
        info: (id, name, color).into(),
        keypoint_annotations: joints.collect(),
        keypoint_connections: KeypointPair::vec_from(BONES),
    }
}

/// Two links that hang from a place: where the first one ends, and the second. The angles say how
/// far they swing ahead.
fn limb(from: [f32; 3], length: f32, angles: [f32; 2]) -> [[f32; 3]; 2] {
    let hang =
        |[x, y, z]: [f32; 3], angle: f32| [x + length * angle.sin(), y, z - length * angle.cos()];
    let middle = hang(from, angles[0]);
    [middle, hang(middle, angles[1])]
}

/// The joints at a moment of the step, in the order of their names.
fn pose(step: f32) -> [[f32; 3]; 11] {
    let rise = 0.03 * (2.0 * step).cos();
    let hip = [0.25 * step, 0.0, 0.95 + rise];
    let beside = |[x, y, z]: [f32; 3], left: f32, up: f32| [x, y + left, z + up];
    let neck = beside(hip, 0.0, 0.5);
    let leg = |side: f32, phase: f32| {
        let swing = 0.5 * (step + phase).sin();
        let bend = 0.5 * (step + phase).cos().max(0.0);
        limb(
            beside(hip, side, 0.0),
            0.45,
            [swing + 0.2 * bend, swing - bend],
        )
    };
    let arm = |side: f32, phase: f32| {
        let swing = 0.4 * (step + phase).sin();
        limb(beside(neck, side, -0.05), 0.3, [swing, swing + 0.4])
    };
    let half = std::f32::consts::PI;
    let [left_elbow, left_hand] = arm(0.2, half);
    let [right_elbow, right_hand] = arm(-0.2, 0.0);
    let [left_knee, left_foot] = leg(0.1, 0.0);
    let [right_knee, right_foot] = leg(-0.1, half);
    let head = beside(neck, 0.0, 0.25);
    [
        head,
        hip,
        left_hand,
        left_elbow,
        neck,
        right_elbow,
        right_hand,
        left_foot,
        left_knee,
        right_knee,
        right_foot,
    ]
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_walker")?;
    rec.log_static("street", &ViewCoordinates::RIGHT_HAND_Z_UP())?;
    let people = [("Ada", Rgba32(0xE0783CFF)), ("Ben", Rgba32(0x468CF0FF))];
    let classes = (1..)
        .zip(people)
        .map(|(id, (name, color))| person(id, name, color));
    rec.log_static("street", &AnnotationContext::new(classes))?;

    for frame in 0..150_u16 {
        rec.set_time_sequence("frame", frame);
        for (number, (name, _)) in (0..).zip(people) {
            let pace = 0.15 + 0.02 * f32::from(number);
            let joints =
                pose(pace * f32::from(frame)).map(|[x, y, z]| [x, y + f32::from(number), z]);
            let joints = Points3D::new(joints)
                .with_class_ids([number + 1])
                .with_keypoint_ids(0..JOINTS.len() as u16)
                .with_radii([0.03])
                .with_show_labels(false);
            rec.log(entity_path!("street", name), &joints)?;
        }
    }
    Ok(())
}
