//! A tree of transforms: moons go around planets, planets around a sun; nobody needs to know where
//! anything is in the end.
//!
//! `cargo run --example planets -- --save planets.rrd`

mod args;

use std::f32::consts::TAU;

use rushes::{
    Angle, Ellipsoids3D, EntityPath, FillMode, InstancePoses3D, LineStrips3D, RotationAxisAngle,
    Transform3D, TransformAxes3D, ViewCoordinates, entity_path,
};

/// A body, how far it is from the one it goes around, how many days that takes, its size.
struct Body(&'static str, f32, f32, f32, [u8; 3]);

const BODIES: [Body; 6] = [
    Body("sun/inner", 2.5, 88.0, 0.2, [180, 160, 140]),
    Body("sun/middle", 5.0, 365.0, 0.4, [70, 130, 230]),
    Body("sun/middle/moon", 0.8, 27.0, 0.1, [200; 3]),
    Body("sun/outer", 9.0, 900.0, 0.8, [220, 170, 110]),
    Body("sun/outer/first", 1.3, 40.0, 0.15, [230, 220, 90]),
    Body("sun/outer/second", 2.0, 75.0, 0.2, [120, 200, 190]),
];

fn ball(radius: f32, color: [u8; 3]) -> Ellipsoids3D {
    Ellipsoids3D::from_radii([radius])
        .with_colors([color])
        .with_fill_mode(FillMode::Solid)
}

fn circle(radius: f32) -> LineStrips3D {
    let points = (0..=90).map(|step| {
        let (sin, cos) = (TAU * step as f32 / 90.0).sin_cos();
        [radius * cos, radius * sin, 0.0]
    });
    LineStrips3D::new([points])
        .with_colors([[90; 3]])
        .with_radii([0.01])
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_planets")?;
    rec.log_static("sun", &ViewCoordinates::RIGHT_HAND_Z_UP())?;
    rec.log_static("sun", &ball(1.0, [255, 210, 80]))?;
    for Body(path, distance, days, radius, color) in BODIES {
        rec.log_static(path, &ball(radius, color))?;
        rec.log_static(path, &TransformAxes3D::new(2.0 * radius))?;
        // The way is drawn beside the body, where it does not move with it.
        let center = EntityPath::from(path).parent().unwrap_or_default();
        let way = center.join(&entity_path!("ways", days));
        rec.log_static(way, &circle(distance))?;
    }
    // One small stone, at many places.
    let stone = Ellipsoids3D::from_half_sizes([[0.06, 0.04, 0.03]]).with_colors([[150, 140, 130]]);
    rec.log_static("sun/belt", &stone)?;

    for day in (0..720_u16).step_by(4) {
        rec.set_time_sequence("day", day);
        for Body(path, distance, days, ..) in BODIES {
            let turn = TAU * f32::from(day) / days;
            let place = [distance * turn.cos(), distance * turn.sin(), 0.0];
            let spin = RotationAxisAngle::new([0.0, 0.0, 1.0], Angle::from_radians(4.0 * turn));
            let pose = Transform3D::from_translation_rotation(place, spin);
            rec.log(path, &pose)?;
        }
        let stones = (0..200_u16).map(|number| {
            let number = f32::from(number);
            let distance = 6.8 + 0.4 * (number * 2.4).sin();
            let (sin, cos) = (number * 2.399_963 + f32::from(day) * 0.012).sin_cos();
            [distance * cos, distance * sin, 0.2 * (number * 1.3).sin()]
        });
        let poses = InstancePoses3D::new().with_translations(stones);
        rec.log("sun/belt", &poses)?;
    }
    Ok(())
}
