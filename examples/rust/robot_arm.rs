//! Solid shapes: an arm of three joints that follows a ball, with the torques that its motors need.
//!
//! `cargo run --example robot_arm -- --save robot_arm.rrd`

mod args;

use std::f32::consts::TAU;

use glam::{Quat, Vec3};
use rushes::{
    Arrows3D, Boxes3D, Capsules3D, Cylinders3D, Ellipsoids3D, FillMode, Points3D, Scalars,
    ViewCoordinates,
};

const UPPER: f32 = 1.6;
const FORE: f32 = 1.3;
const SHOULDER: Vec3 = Vec3::new(0.0, 0.0, 0.8);

/// Where elbow and hand are when the hand reaches for the target: the law of cosines in the upright
/// plane through both.
fn reach(target: Vec3) -> [Vec3; 2] {
    let way = target - SHOULDER;
    let distance = way.length().clamp(0.01, UPPER + FORE - 0.01);
    let cos = (UPPER * UPPER + distance * distance - FORE * FORE) / (2.0 * UPPER * distance);
    let ahead = way.normalize();
    let side = ahead.cross(Vec3::Z).normalize();
    let lifted = Quat::from_axis_angle(side, cos.clamp(-1.0, 1.0).acos());
    let elbow = SHOULDER + lifted * ahead * UPPER;
    [elbow, SHOULDER + ahead * distance]
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_robot_arm")?;
    rec.log_static("robot", &ViewCoordinates::RIGHT_HAND_Z_UP())?;
    let base = Boxes3D::from_centers_and_sizes([[0.0, 0.0, 0.2]], [[0.9, 0.9, 0.4]])
        .with_colors([[70, 75, 85]])
        .with_fill_mode(FillMode::Solid);
    rec.log_static("robot/base", &base)?;

    for frame in 0..180_u16 {
        rec.set_time_sequence("frame", frame);
        let turn = TAU * f32::from(frame) / 180.0;
        // A line that winds three times while it goes round twice.
        let target = Vec3::new(
            (1.6 + 0.5 * (3.0 * turn).cos()) * (2.0 * turn).cos(),
            (1.6 + 0.5 * (3.0 * turn).cos()) * (2.0 * turn).sin(),
            1.2 + 0.6 * (3.0 * turn).sin(),
        );
        let ball = Ellipsoids3D::from_centers_and_radii([target.to_array()], [0.12])
            .with_colors([[240, 90, 60]])
            .with_fill_mode(FillMode::Solid);
        rec.log("ball", &ball)?;

        let [elbow, hand] = reach(target);
        let [shoulder, elbow_at, hand_at] = [SHOULDER, elbow, hand].map(|at| at.to_array());
        let limbs = Capsules3D::from_endpoints_and_radii(
            [shoulder, elbow_at],
            [elbow_at, hand_at],
            [0.14, 0.1],
        )
        .with_colors([[235, 170, 60], [250, 200, 100]])
        .with_fill_mode(FillMode::Solid);
        rec.log("robot/limbs", &limbs)?;
        // The axis of both joints is level, across the plane of the arm.
        let across = (hand - SHOULDER).cross(Vec3::Z).normalize();
        let joint = Quat::from_rotation_arc(Vec3::Z, across).to_array();
        let joints = Cylinders3D::from_lengths_and_radii([0.4, 0.32], [0.2, 0.15])
            .with_centers([shoulder, elbow_at])
            .with_quaternions([joint])
            .with_colors([[110, 115, 125]])
            .with_fill_mode(FillMode::Solid);
        rec.log("robot/joints", &joints)?;
        rec.log("robot/hand", &Points3D::new([hand_at]).with_radii([0.05]))?;

        // Each limb weighs as much as it is long, and hangs on the joint by its middle.
        let arms = [
            (SHOULDER + elbow) / 2.0 - SHOULDER,
            (elbow + hand) / 2.0 - elbow,
        ];
        let torques = [
            arms[0] * UPPER + (arms[1] + elbow - SHOULDER) * FORE,
            arms[1] * FORE,
        ];
        let torques = torques.map(|moment| moment.cross(-Vec3::Z) * 9.81);
        let arrows = Arrows3D::from_vectors(torques.map(|torque| (torque / 40.0).to_array()))
            .with_origins([shoulder, elbow_at])
            .with_labels(["shoulder", "elbow"])
            .with_colors([[90, 160, 250]]);
        rec.log("robot/torques", &arrows)?;
        let sizes = torques.map(|torque| f64::from(torque.length()));
        rec.log("plots/torques", &Scalars::new(sizes))?;
    }
    Ok(())
}
