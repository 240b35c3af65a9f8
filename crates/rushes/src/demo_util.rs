//! Data to show something with.

use std::f32::consts::TAU;
use std::ops::{Add, Mul, Sub};

use glam::{Vec3, vec3};

/// Between `a` and `b`: the former at 0, the latter at 1.
pub fn lerp<T>(a: T, b: T, t: f32) -> T
where
    T: Copy + Add<Output = T> + Sub<Output = T> + Mul<f32, Output = T>,
{
    a + (b - a) * t
}

/// From `a` to `b` and back, once for every two that `t` grows by.
///
/// ```
/// use rushes::demo_util::bounce_lerp;
///
/// assert_eq!([0.0, 0.25, 1.25, 2.0].map(|t| bounce_lerp(0.0, 10.0, t)), [0.0, 2.5, 7.5, 0.0]);
/// ```
pub fn bounce_lerp<T>(a: T, b: T, t: f32) -> T
where
    T: Copy + Add<Output = T> + Sub<Output = T> + Mul<f32, Output = T>,
{
    let part = t.fract();
    if t as i64 % 2 == 0 {
        lerp(a, b, part)
    } else {
        lerp(b, a, part)
    }
}

/// `n` values from `start` to `stop`, both included, evenly spaced.
///
/// ```
/// use rushes::demo_util::linspace;
///
/// assert_eq!(linspace(0.0, 10.0, 3).collect::<Vec<_>>(), [0.0, 5.0, 10.0]);
/// ```
pub fn linspace(start: f32, stop: f32, n: usize) -> impl Iterator<Item = f32> {
    let steps = n.saturating_sub(1).max(1) as f32;
    (0..n).map(move |i| lerp(start, stop, i as f32 / steps))
}

/// A cube of `n` times `n` times `n` points between two corners, evenly spaced; the last coordinate
/// changes fastest.
pub fn grid(from: Vec3, to: Vec3, n: usize) -> impl Iterator<Item = Vec3> {
    linspace(from.x, to.x, n).flat_map(move |x| {
        linspace(from.y, to.y, n)
            .flat_map(move |y| linspace(from.z, to.z, n).map(move |z| vec3(x, y, z)))
    })
}

/// The points and colours of a spiral around the z axis: each point is turned by `angular_step` (1 is
/// a full turn) and raised by `z_step` against the one before.
///
/// ```
/// let (points, colors) = rushes::demo_util::color_spiral(100, 2.0, 0.02, 0.0, 0.1);
/// assert_eq!((points.len(), colors.len()), (100, 100));
/// assert_eq!(points[0], rushes::external::glam::Vec3::new(2.0, 0.0, 0.0));
/// ```
pub fn color_spiral(
    num_points: usize,
    radius: f32,
    angular_step: f32,
    angular_offset: f32,
    z_step: f32,
) -> (Vec<Vec3>, Vec<[u8; 4]>) {
    let spiral = (0..num_points).map(|i| {
        let angle = (i as f32 * angular_step + angular_offset) * TAU;
        let point = vec3(
            angle.cos() * radius,
            angle.sin() * radius,
            i as f32 * z_step,
        );
        let color = colorous::TURBO.eval_rational(i, num_points.saturating_sub(1).max(1));
        (point, [color.r, color.g, color.b, 255])
    });
    spiral.unzip()
}
