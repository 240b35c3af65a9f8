//! A camera flies around a scene: each picture with its depths, its classes and its pose.
//!
//! `cargo run --example camera -- --save camera.rrd`

mod args;

use glam::Vec3;
use rushes::encodings::ChannelDatatype;
use rushes::{
    AnnotationContext, Boxes2D, DepthImage, Ellipsoids3D, Image, ImageFormat, Pinhole, Rgba32,
    SegmentationImage, Transform3D, ViewCoordinates,
};

const SIZE: [u32; 2] = [160, 120];
const FOCAL_LENGTH: f32 = 140.0;
const FRAMES: u16 = 24;

/// Centre, radius, colour. The class of a ball is its number here, plus 2.
const BALLS: [(Vec3, f32, Vec3); 3] = [
    (Vec3::new(0.0, 0.0, 1.0), 1.0, Vec3::new(0.9, 0.3, 0.2)),
    (Vec3::new(1.6, 0.6, 0.5), 0.5, Vec3::new(0.2, 0.6, 0.9)),
    (Vec3::new(-1.0, 1.4, 0.4), 0.4, Vec3::new(0.95, 0.8, 0.3)),
];
const LIGHT: Vec3 = Vec3::new(0.36, -0.48, 0.8);
const SKY: (u8, f32, Vec3) = (0, 0.0, Vec3::new(0.55, 0.7, 0.9));

/// What a ray meets: the class, the length of the ray, and the colour.
fn cast(eye: Vec3, ray: Vec3) -> (u8, f32, Vec3) {
    let mut nearest = SKY;
    if ray.z < 0.0 {
        let length = -eye.z / ray.z;
        let at = eye + ray * length;
        let is_light = (at.x.floor() + at.y.floor()).rem_euclid(2.0) < 1.0;
        let shade = if is_light { 0.8 } else { 0.5 };
        let haze = 1.0 - (-0.04 * length).exp();
        nearest = (1, length, Vec3::splat(shade).lerp(SKY.2, haze));
    }
    for (class, (center, radius, color)) in (2..).zip(BALLS) {
        let middle = (center - eye).dot(ray);
        let closest = (eye + ray * middle - center).length();
        let length = middle - (radius * radius - closest * closest).max(0.0).sqrt();
        if closest < radius && length > 0.0 && (nearest.0 == 0 || length < nearest.1) {
            let normal = (eye + ray * length - center) / radius;
            let shade = 0.2 + 0.8 * normal.dot(LIGHT).max(0.0);
            nearest = (class, length, color * shade);
        }
    }
    nearest
}

/// The smallest box around the pixels of a class: its corner, and its size.
fn bounds(classes: &[u8], class: u8) -> Option<([f32; 2], [f32; 2])> {
    let pixels = (0..).zip(classes).filter(|(_, found)| **found == class);
    let pixels = pixels.map(|(index, _)| [index % SIZE[0], index / SIZE[0]]);
    let (min, max) = pixels.fold(([u32::MAX; 2], [0; 2]), |(min, max), pixel| {
        let axes = [0, 1];
        (
            axes.map(|axis| pixel[axis].min(min[axis])),
            axes.map(|axis| (pixel[axis] + 1).max(max[axis])),
        )
    });
    let size = [max[0].checked_sub(min[0])?, max[1].checked_sub(min[1])?];
    Some((min.map(|low| low as f32), size.map(|side| side as f32)))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_camera")?;
    rec.log_static("world", &ViewCoordinates::RIGHT_HAND_Z_UP())?;
    let names = ["sky", "floor", "red ball", "blue ball", "yellow ball"];
    let colors = [0x8CB2E6FF, 0x808080FF, 0xE64D33FF, 0x3399E6FF, 0xF2CC4DFF].map(Rgba32);
    let classes = (0..).zip(names).zip(colors);
    let classes = classes.map(|((id, name), color)| (id, name, color));
    rec.log_static("world", &AnnotationContext::new(classes))?;
    let balls = Ellipsoids3D::from_centers_and_radii(
        BALLS.map(|(center, _, _)| center.to_array()),
        BALLS.map(|(_, radius, _)| radius),
    );
    rec.log_static("world/balls", &balls.with_class_ids([2, 3, 4]))?;
    let resolution = SIZE.map(|side| side as f32);
    let lens = Pinhole::from_focal_length_and_resolution([FOCAL_LENGTH; 2], resolution);
    rec.log_static("world/camera", &lens.with_image_plane_distance(1.0))?;

    for frame in 0..FRAMES {
        rec.set_time_sequence("frame", frame);
        let angle = std::f32::consts::TAU * f32::from(frame) / f32::from(FRAMES);
        let eye = Vec3::new(6.0 * angle.cos(), 6.0 * angle.sin(), 2.5);
        let forward = (Vec3::new(0.0, 0.0, 0.6) - eye).normalize();
        let right = forward.cross(Vec3::Z).normalize();
        let down = forward.cross(right);
        let axes = [right, down, forward].map(|axis| axis.to_array());
        let pose = Transform3D::from_translation_mat3x3(eye.to_array(), axes);
        rec.log("world/camera", &pose)?;

        let pixels = (0..SIZE[1]).flat_map(|y| (0..SIZE[0]).map(move |x| [x as f32, y as f32]));
        let seen = pixels.map(|[x, y]| {
            let [across, below] = [x - resolution[0] / 2.0, y - resolution[1] / 2.0];
            let ray = forward + (right * across + down * below) / FOCAL_LENGTH;
            let (class, length, color) = cast(eye, ray.normalize());
            // A depth is measured along the axis of the camera, not along the ray.
            (class, length / ray.length(), color)
        });
        let seen: Vec<_> = seen.collect();
        let classes: Vec<u8> = seen.iter().map(|(class, ..)| *class).collect();
        let depths = seen.iter().flat_map(|(_, depth, _)| depth.to_le_bytes());
        let colors = seen
            .iter()
            .flat_map(|(.., color)| (*color * 255.0).to_array());

        let colors: Vec<u8> = colors.map(|level| level as u8).collect();
        rec.log("world/camera/image", &Image::from_rgb24(colors, SIZE))?;
        let depths: Vec<u8> = depths.collect();
        let depths = DepthImage::from_data_type_and_bytes(depths, SIZE, ChannelDatatype::F32);
        rec.log("world/camera/depth", &depths.with_meter(1.0))?;
        let found = (2..5).filter_map(|class| Some((class, bounds(&classes, class)?)));
        let (ids, (corners, sizes)): (Vec<_>, (Vec<_>, Vec<_>)) = found.unzip();
        let boxes = Boxes2D::from_mins_and_sizes(corners, sizes)
            .with_class_ids(ids.into_iter().map(u16::from));
        rec.log("world/camera/boxes", &boxes)?;
        let format = ImageFormat::segmentation(SIZE, ChannelDatatype::U8);
        rec.log(
            "world/camera/classes",
            &SegmentationImage::new(classes, format),
        )?;
    }
    Ok(())
}
