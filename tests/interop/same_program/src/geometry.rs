//! Archetypes, their conveniences, and times.

use std::f32::consts::TAU;

use rerun::demo_util::{bounce_lerp, color_spiral, grid, linspace};
use rerun::external::glam;

const NUM_POINTS: usize = 100;

pub fn run(rec: &rerun::RecordingStream, frames: i64) -> anyhow::Result<()> {
    rec.set_duration_secs("stable_time", 0f64);
    let (points1, colors1) = color_spiral(NUM_POINTS, 2.0, 0.02, 0.0, 0.1);
    let (points2, colors2) = color_spiral(NUM_POINTS, 2.0, 0.02, TAU * 0.5, 0.1);
    rec.log_static(
        "dna/structure/left",
        &rerun::Points3D::new(points1.iter().copied())
            .with_colors(colors1)
            .with_radii([0.08]),
    )?;
    rec.log_static(
        "dna/structure/right",
        &rerun::Points3D::new(points2.iter().copied())
            .with_colors(colors2.iter().map(|c| rerun::Color::from(*c)))
            .with_radii([rerun::Radius::new_ui_points(2.0)])
            .with_labels(["right"])
            .with_class_ids([1u16]),
    )?;
    let scaffolding = points1.iter().zip(&points2).map(|(a, b)| [*a, *b]);
    rec.log_static(
        "dna/structure/scaffolding",
        &rerun::LineStrips3D::new(scaffolding)
            .with_colors([rerun::Color::from([128, 128, 128, 255])]),
    )?;
    for frame in 0..frames {
        let time = frame as f32 * 0.01;
        rec.set_time_sequence("frame", frame);
        rec.set_duration_secs("stable_time", time);
        rec.set_timestamp_secs_since_epoch("wall", 1.7e9 + f64::from(time));
        let beads: Vec<glam::Vec3> = points1
            .iter()
            .zip(&points2)
            .map(|(a, b)| {
                glam::vec3(
                    bounce_lerp(a.x, b.x, time * 2.0),
                    bounce_lerp(a.y, b.y, time * 2.0),
                    bounce_lerp(a.z, b.z, time * 2.0),
                )
            })
            .collect();
        rec.log(
            "dna/structure/scaffolding/beads",
            &rerun::Points3D::new(beads),
        )?;
        rec.log(
            "dna/structure",
            &rerun::archetypes::Transform3D::from_rotation(rerun::RotationAxisAngle::new(
                glam::Vec3::Z,
                rerun::Angle::from_radians(time / 4.0 * TAU),
            )),
        )?;
        rec.log("plots/sin", &rerun::Scalars::single(f64::from(time).sin()))?;
        rec.log("plots/both", &rerun::Scalars::new([f64::from(time), 1.0]))?;
    }
    rec.set_time("late", std::time::Duration::from_secs(3));
    rec.set_time("when", std::time::SystemTime::UNIX_EPOCH);
    rec.set_time("cell", rerun::TimeCell::from_sequence(7));
    rec.disable_timeline("late");
    rec.reset_time();
    still(rec)?;
    images(rec)
}

fn still(rec: &rerun::RecordingStream) -> anyhow::Result<()> {
    rec.log_static("world", &rerun::ViewCoordinates::RIGHT_HAND_Z_UP())?;
    rec.log(
        "world/boxes",
        &rerun::Boxes3D::from_centers_and_half_sizes([(0.0, 0.0, 0.0)], [(1.0, 2.0, 3.0)])
            .with_quaternions([rerun::Quaternion::IDENTITY])
            .with_fill_mode(rerun::FillMode::Solid)
            .with_labels(["box"]),
    )?;
    rec.log(
        "world/flat",
        &rerun::Boxes2D::from_mins_and_sizes([(-1.0, -1.0)], [(2.0, 2.0)]),
    )?;
    rec.log(
        "world/arrows",
        &rerun::Arrows3D::from_vectors([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
            .with_origins([[0.0, 0.0, 0.0]])
            .with_colors([0xFF0000FF, 0x00FF00FF]),
    )?;
    rec.log(
        "world/camera",
        &rerun::Pinhole::from_focal_length_and_resolution([500.0, 500.0], [640.0, 480.0]),
    )?;
    rec.log(
        "world/mesh",
        &rerun::Mesh3D::new([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
            .with_vertex_normals([[0.0, 0.0, 1.0]])
            .with_vertex_colors([0x0000FFFF, 0x00FF00FF, 0xFF0000FF])
            .with_triangle_indices([[2, 1, 0]]),
    )?;
    rec.log(
        "world/moved",
        &rerun::Transform3D::from_translation_rotation(
            [0.0, 1.0, 2.0],
            rerun::Rotation3D::AxisAngle(
                rerun::RotationAxisAngle::new([0.0, 0.0, 1.0], rerun::Angle::from_degrees(30.0))
                    .into(),
            ),
        )
        .with_scale(2.0),
    )?;
    rec.log(
        "world/grid",
        &rerun::Points3D::new(grid(glam::Vec3::splat(-1.0), glam::Vec3::ONE, 3)),
    )?;
    rec.log(
        "world/line",
        &rerun::Points2D::new(linspace(0.0, 1.0, 5).map(|x| [x, x])),
    )?;
    rec.log(
        "logs",
        &rerun::TextLog::new("this entry has a level").with_level(rerun::TextLogLevel::INFO),
    )?;
    rec.log(
        "notes",
        &rerun::TextDocument::new("# hello").with_media_type(rerun::MediaType::markdown()),
    )?;
    rec.log_static(
        "masks",
        &rerun::AnnotationContext::new([
            (1, "red", rerun::Rgba32::from_rgb(255, 0, 0)),
            (2, "green", rerun::Rgba32::from_rgb(0, 255, 0)),
        ]),
    )?;
    rec.log(
        "graph",
        &rerun::GraphNodes::new(["a", "b"]).with_positions([(0.0, 0.0), (1.0, 1.0)]),
    )?;
    rec.log(
        "graph",
        &rerun::GraphEdges::new([("a", "b")]).with_directed_edges(),
    )?;
    rec.log(
        "map",
        &rerun::GeoPoints::from_lat_lon([(47.6344, 19.1397)])
            .with_radii([rerun::Radius::new_ui_points(10.0)]),
    )?;
    rec.log("gone", &rerun::Clear::recursive())?;
    rec.log(
        "world/points",
        &rerun::Points3D::update_fields().with_colors([rerun::Color::from_rgb(1, 2, 3)]),
    )?;
    rec.log("world/points", &rerun::Points3D::clear_fields())?;
    Ok(())
}

fn images(rec: &rerun::RecordingStream) -> anyhow::Result<()> {
    let pixels = vec![0u8; 8 * 6 * 3];
    rec.log(
        "images/raw",
        &rerun::Image::from_elements(&pixels, [8, 6], rerun::ColorModel::RGB),
    )?;
    let image = rerun::external::image::RgbImage::new(8, 6);
    rec.log(
        "images/lib",
        &rerun::Image::from_rgb24(image.into_raw(), [8, 6]),
    )?;
    rec.log(
        "images/depth",
        &rerun::DepthImage::from_data_type_and_bytes(
            vec![0u8; 8 * 6 * 2],
            [8, 6],
            rerun::ChannelDatatype::U16,
        )
        .with_meter(1000.0),
    )?;
    rec.log(
        "tensor",
        &rerun::BarChart::new([1.0f64, 2.0, 3.0].as_slice()),
    )?;
    Ok(())
}
