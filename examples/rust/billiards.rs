//! The plane: balls on a table without friction, with their ways and speeds. A ball that falls into
//! a pocket is gone.
//!
//! `cargo run --example billiards -- --save billiards.rrd`

mod args;
mod palette;

use glam::Vec2;
use rushes::{Arrows2D, Boxes2D, Clear, Ellipses2D, LineStrips2D, Points2D, entity_path};

const TABLE: Vec2 = Vec2::new(200.0, 100.0);
const RADIUS: f32 = 4.0;
const POCKETS: [[f32; 2]; 6] = [
    [0.0, 0.0],
    [100.0, 0.0],
    [200.0, 0.0],
    [0.0, 100.0],
    [100.0, 100.0],
    [200.0, 100.0],
];

struct Ball {
    at: Vec2,
    speed: Vec2,
    way: Vec<[f32; 2]>,
}

fn collide(balls: &mut [Option<Ball>]) {
    for second in 1..balls.len() {
        let (before, rest) = balls.split_at_mut(second);
        let Some(Some(b)) = rest.first_mut() else {
            continue;
        };
        for a in before.iter_mut().flatten() {
            let between = b.at - a.at;
            let direction = between.normalize_or_zero();
            let approach = (a.speed - b.speed).dot(direction);
            // Equal balls exchange what brings them together.
            if between.length() < 2.0 * RADIUS && approach > 0.0 {
                a.speed -= direction * approach;
                b.speed += direction * approach;
            }
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_billiards")?;
    let table = Boxes2D::from_mins_and_sizes([[0.0, 0.0]], [TABLE.to_array()]);
    rec.log_static(
        "table",
        &table.with_colors([[40, 120, 80]]).with_labels(["table"]),
    )?;
    let pockets = Points2D::new(POCKETS)
        .with_radii([6.0])
        .with_colors([[20; 3]]);
    rec.log_static("table/pockets", &pockets)?;

    let rack = (0..4_u8).flat_map(|row| (0..=row).map(move |place| [row, place].map(f32::from)));
    let rack =
        rack.map(|[row, place]| Vec2::new(130.0 + 7.2 * row, 50.0 + 8.3 * (place - row / 2.0)));
    let ball = |at, speed| {
        Some(Ball {
            at,
            speed,
            way: Vec::new(),
        })
    };
    let mut balls: Vec<_> = rack.map(|at| ball(at, Vec2::ZERO)).collect();
    balls.push(ball(Vec2::new(40.0, 47.0), Vec2::new(3.0, 0.1)));

    for frame in 0..600_u16 {
        rec.set_time_sequence("frame", frame);
        collide(&mut balls);
        for (number, slot) in balls.iter_mut().enumerate() {
            let path = entity_path!("balls", number);
            let Some(ball) = slot else { continue };
            ball.at += ball.speed;
            for axis in 0..2 {
                let wall = RADIUS..=TABLE[axis] - RADIUS;
                let outwards = ball.speed[axis] * (ball.at[axis] - TABLE[axis] / 2.0) > 0.0;
                if !wall.contains(&ball.at[axis]) && outwards {
                    ball.speed[axis] *= -1.0;
                }
            }
            if POCKETS
                .iter()
                .any(|pocket| ball.at.distance((*pocket).into()) < 6.5)
            {
                *slot = None;
                rec.log(path, &Clear::recursive())?;
                continue;
            }
            let at = ball.at.to_array();
            if frame % 4 == 0 {
                ball.way.push(at);
            }
            let color = palette::rainbow(number as f32 / 11.0);
            let disc = Ellipses2D::from_centers_and_half_sizes([at], [[RADIUS; 2]]);
            rec.log(path.clone(), &disc.with_colors([color]))?;
            let arrow = Arrows2D::from_vectors([(ball.speed * 8.0).to_array()]);
            let arrow = arrow.with_origins([at]).with_colors([color]);
            rec.log(path.join(&"speed".into()), &arrow)?;
            let recent = &ball.way[ball.way.len().saturating_sub(25)..];
            let way = LineStrips2D::new([recent]).with_colors([color]);
            rec.log(path.join(&"way".into()), &way)?;
        }
    }
    Ok(())
}
