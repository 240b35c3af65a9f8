//! A robot finds its way through a maze and draws the map while it goes. Its frames have names, and
//! are joined by transforms wherever these are logged.
//!
//! `cargo run --example explorer -- --save explorer.rrd`

mod args;

use std::collections::VecDeque;

use rushes::components::Colormap;
use rushes::{
    Angle, Boxes3D, CoordinateFrame, GridMap, ImageFormat, LineStrips3D, RotationAxisAngle,
    Transform3D, TransformAxes3D, ViewCoordinates,
};

/// The maze, seen from above; `#` is a wall.
const MAZE: [&str; 11] = [
    "#####################",
    "#     #     #       #",
    "### # # ### # ##### #",
    "#   # #   #   #   # #",
    "# ### ### ##### # # #",
    "# #     #       # # #",
    "# # ### ######### # #",
    "# #   #     #   #   #",
    "# ### ##### # # ### #",
    "#     #       #     #",
    "#####################",
];
const SIZE: [usize; 2] = [21, 11];
const CELL: f32 = 0.5;
/// What the colours of a map mean to those that plan ways: free, occupied, nobody knows.
const FREE: u8 = 0;
const WALL: u8 = 100;
const UNKNOWN: u8 = 255;

fn is_wall([x, y]: [usize; 2]) -> bool {
    MAZE.get(y)
        .is_none_or(|row| row.as_bytes().get(x) != Some(&b' '))
}

fn middle([x, y]: [usize; 2]) -> [f32; 3] {
    // The first row of an image is the upper one, and y goes up.
    [
        (x as f32 + 0.5) * CELL,
        ((SIZE[1] - y) as f32 - 0.5) * CELL,
        0.0,
    ]
}

/// The neighbours that a robot can go to.
fn around([x, y]: [usize; 2]) -> impl Iterator<Item = [usize; 2]> {
    let all = [
        [x + 1, y],
        [x, y + 1],
        [x.wrapping_sub(1), y],
        [x, y.wrapping_sub(1)],
    ];
    all.into_iter().filter(|cell| !is_wall(*cell))
}

/// The shortest way between two cells.
fn way(from: [usize; 2], to: [usize; 2]) -> Vec<[usize; 2]> {
    let mut came_from = std::collections::HashMap::from([(to, to)]);
    let mut queue = VecDeque::from([to]);
    while let Some(cell) = queue.pop_front() {
        for next in around(cell) {
            came_from.entry(next).or_insert_with(|| {
                queue.push_back(next);
                cell
            });
        }
    }
    let step = |cell: &[usize; 2]| came_from.get(cell).copied().filter(|next| next != cell);
    std::iter::successors(Some(from), step).collect()
}

/// Sees along the corridors, and the walls beside them, up to the first wall ahead.
fn look(map: &mut [u8], [x, y]: [usize; 2]) {
    for turn in [[1, 0], [0, 1], [usize::MAX, 0], [0, usize::MAX]] {
        let ahead = |step: usize| {
            [0, 1].map(|axis| [x, y][axis].wrapping_add(step.wrapping_mul(turn[axis])))
        };
        let corridor = (0..).map(ahead).take_while(|cell| !is_wall(*cell));
        let beside = |[x, y]: [usize; 2]| {
            (y - 1..=y + 1).flat_map(move |y| (x - 1..=x + 1).map(move |x| [x, y]))
        };
        for cell in corridor.flat_map(beside) {
            map[cell[1] * SIZE[0] + cell[0]] = if is_wall(cell) { WALL } else { FREE };
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_explorer")?;
    rec.log_static("/", &ViewCoordinates::RIGHT_HAND_Z_UP())?;
    // Entities belong to frames of any name; where they stand in the tree of entities is of no
    // account then.
    rec.log_static("map", &CoordinateFrame::new("map"))?;
    rec.log_static("way", &CoordinateFrame::new("map"))?;
    rec.log_static("robot", &CoordinateFrame::new("robot"))?;
    let body = Boxes3D::from_centers_and_sizes([[0.0, 0.0, 0.1]], [[0.3, 0.2, 0.2]]);
    rec.log_static("robot", &body.with_colors([[240, 160, 50]]))?;
    rec.log_static("robot", &TransformAxes3D::new(0.4).with_show_frame(true))?;

    let mut map = vec![UNKNOWN; SIZE[0] * SIZE[1]];
    let mut driven: Vec<[f32; 3]> = Vec::new();
    let mut heading = 0.0;
    for (step, cell) in (0_i64..).zip(way([1, 1], [19, 9])) {
        rec.set_time_sequence("step", step);
        let at = middle(cell);
        if let Some([x, y, _]) = driven.last().copied() {
            heading = f32::atan2(at[1] - y, at[0] - x);
        }
        driven.push(at);
        let turn = RotationAxisAngle::new([0.0, 0.0, 1.0], Angle::from_radians(heading));
        let pose = Transform3D::from_translation_rotation(at, turn)
            .with_child_frame("robot")
            .with_parent_frame("map");
        rec.log("transforms", &pose)?;
        let line = LineStrips3D::new([driven.as_slice()]);
        rec.log("way", &line.with_colors([[240, 160, 50]]))?;

        look(&mut map, cell);
        let format = ImageFormat::l8(SIZE.map(|side| side as u32));
        let grid = GridMap::new(map.clone(), format, CELL).with_colormap(Colormap::RvizMap);
        rec.log("map", &grid)?;
    }
    Ok(())
}
