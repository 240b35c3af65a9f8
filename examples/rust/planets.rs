//! A tree of transforms: moons go around planets, planets around a sun; nobody needs to know where
//! anything is in the end.
//!
//! `cargo run -p rushes --example planets -- --save planets.rrd`

mod args;

use std::f32::consts::TAU;

use rushes::{
    Angle, Ellipsoids3D, EntityPath, FillMode, InstancePoses3D, LineStrips3D, RotationAxisAngle,
    Transform3D, TransformAxes3D, ViewCoordinates, entity_path,
};

/// A body, how far it is from the one it goes around, how many days that takes, its size.
struct Body {
    path: &'static str,
    distance: f32,
    days: f32,
    radius: f32,
    color: [u8; 3],
}

const BODIES: [Body; 6] = [
    Body {
        path: "sun/inner",
        distance: 2.5,
        days: 88.0,
        radius: 0.2,
        color: [180, 160, 140],
    },
    Body {
        path: "sun/middle",
        distance: 5.0,
        days: 365.0,
        radius: 0.4,
        color: [70, 130, 230],
    },
    Body {
        path: "sun/middle/moon",
        distance: 0.8,
        days: 27.0,
        radius: 0.1,
        color: [200; 3],
    },
    Body {
        path: "sun/outer",
        distance: 9.0,
        days: 900.0,
        radius: 0.8,
        color: [220, 170, 110],
    },
    Body {
        path: "sun/outer/first",
        distance: 1.3,
        days: 40.0,
        radius: 0.15,
        color: [230, 220, 90],
    },
    Body {
        path: "sun/outer/second",
        distance: 2.0,
        days: 75.0,
        radius: 0.2,
        color: [120, 200, 190],
    },
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
    for body in &BODIES {
        rec.log_static(body.path, &ball(body.radius, body.color))?;
        rec.log_static(body.path, &TransformAxes3D::new(2.0 * body.radius))?;
        // The way is drawn beside the body, where it does not move with it.
        let center = EntityPath::from(body.path).parent().unwrap_or_default();
        let way = center.join(&entity_path!("ways", body.days));
        rec.log_static(way, &circle(body.distance))?;
    }
    // One small stone, at many places.
    let stone = Ellipsoids3D::from_half_sizes([[0.06, 0.04, 0.03]]).with_colors([[150, 140, 130]]);
    rec.log_static("sun/belt", &stone)?;

    for day in (0..720_u16).step_by(4) {
        rec.set_time_sequence("day", day);
        for body in &BODIES {
            let turn = TAU * f32::from(day) / body.days;
            let place = [body.distance * turn.cos(), body.distance * turn.sin(), 0.0];
            let spin = RotationAxisAngle::new([0.0, 0.0, 1.0], Angle::from_radians(4.0 * turn));
            rec.log(
                body.path,
                &Transform3D::from_translation_rotation(place, spin),
            )?;
        }
        let stones = (0..200_u16).map(|number| {
            let number = f32::from(number);
            let distance = 6.8 + 0.4 * (number * 2.4).sin();
            let (sin, cos) = (number * 2.399_963 + f32::from(day) * 0.012).sin_cos();
            [distance * cos, distance * sin, 0.2 * (number * 1.3).sin()]
        });
        rec.log(
            "sun/belt",
            &InstancePoses3D::new().with_translations(stones),
        )?;
    }
    Ok(())
}
