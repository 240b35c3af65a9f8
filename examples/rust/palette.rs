//! Colours that the examples share.
#![allow(dead_code, reason = "no example uses all of it")]

use rushes::Color;

/// A colour of the rainbow. It goes round once as the number goes from 0 to 1.
pub fn rainbow(around: f32) -> Color {
    let wave = |shift: f32| {
        let level = 0.5 + 0.5 * (std::f32::consts::TAU * (around + shift)).cos();
        (255.0 * level) as u8
    };
    Color::from_rgb(wave(0.0), wave(2.0 / 3.0), wave(1.0 / 3.0))
}

/// A mixture of two colours: the first at 0, the second at 1.
pub fn mix(from: [u8; 3], to: [u8; 3], share: f32) -> [u8; 3] {
    let share = share.clamp(0.0, 1.0);
    std::array::from_fn(|channel| {
        let [from, to] = [from[channel], to[channel]].map(f32::from);
        (from + (to - from) * share) as u8
    })
}
