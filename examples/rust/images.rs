//! One picture in many forms: plain channels of several types, subsampled chroma, a raw mosaic, and
//! compressed files; and a picture that changes.
//!
//! `cargo run --example images -- --save images.rrd`

mod args;

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageBuffer, Luma, RgbImage};
use rushes::components::Colormap;
use rushes::{ColorModel, EncodedDepthImage, EncodedImage, Image, PixelFormat};

const SIZE: [u32; 2] = [240, 180];

/// How long each point stays close when it is squared and moved again and again, from 0 to 1.
fn julia(turn: f32) -> Vec<f32> {
    let (im, re) = turn.sin_cos();
    let [re, im] = [0.7885 * re, 0.7885 * im];
    let rows = (0..SIZE[1]).flat_map(|y| (0..SIZE[0]).map(move |x| [x, y]));
    let stays = rows.map(|[x, y]| {
        let mut at = [x as f32 / 75.0 - 1.6, y as f32 / 75.0 - 1.2];
        let mut steps = 0.0;
        while at[0] * at[0] + at[1] * at[1] < 4.0 && steps < 60.0 {
            at = [at[0] * at[0] - at[1] * at[1] + re, 2.0 * at[0] * at[1] + im];
            steps += 1.0;
        }
        steps / 60.0
    });
    stays.collect()
}

/// Red, green, blue for each number from 0 to 1.
fn colored(levels: &[f32]) -> Vec<[f32; 3]> {
    let levels = levels.iter();
    levels
        .map(|level| [level.powf(0.4), *level, level.powf(2.5)])
        .collect()
}

fn bytes(levels: impl IntoIterator<Item = f32>) -> Vec<u8> {
    levels
        .into_iter()
        .map(|level| (level * 255.0) as u8)
        .collect()
}

fn file(image: impl Into<DynamicImage>, format: image::ImageFormat) -> image::ImageResult<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    image.into().write_to(&mut file, format)?;
    Ok(file.into_inner())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_images")?;

    let levels = julia(2.4);
    let colors = colored(&levels);
    let gray = bytes(levels.iter().copied());
    let rgb = bytes(colors.iter().copied().flatten());
    rec.log_static("plain/gray", &Image::from_l8(gray.clone(), SIZE))?;
    rec.log_static("plain/rgb", &Image::from_rgb24(rgb.clone(), SIZE))?;
    // The alpha lets the background through where the set is thin.
    let clear = rgb
        .as_chunks()
        .0
        .iter()
        .zip(&gray)
        .flat_map(|([r, g, b], a)| [*r, *g, *b, *a]);
    rec.log_static(
        "plain/rgba",
        &Image::from_rgba32(clear.collect::<Vec<_>>(), SIZE),
    )?;
    let floats = Image::from_elements(colors.as_flattened(), SIZE, ColorModel::RGB);
    rec.log_static("plain/floats", &floats)?;
    let deep: Vec<u16> = levels
        .iter()
        .map(|level| (level * 65535.0) as u16)
        .collect();
    rec.log_static(
        "plain/deep",
        &Image::from_elements(&deep, SIZE, ColorModel::L),
    )?;

    // Brightness for each pixel; then blue and red differences for each square of four.
    let squares = (SIZE[0] / 2 * SIZE[1] / 2) as usize;
    let sepia: Vec<u8> = gray
        .iter()
        .copied()
        .chain([110, 150].repeat(squares))
        .collect();
    let nv12 = Image::from_pixel_format(SIZE, PixelFormat::NV12, sepia);
    rec.log_static("camera/nv12", &nv12)?;
    // Each pixel has only the channel that the filter before it lets through.
    let channel = |index: usize| [[0, 1], [1, 2]][index / SIZE[0] as usize % 2][index % 2];
    let mosaic = (0..gray.len()).map(|index| rgb[3 * index + channel(index)]);
    let mosaic: Vec<u8> = mosaic.collect();
    let raw = Image::from_pixel_format(SIZE, PixelFormat::BayerRGGB8, mosaic);
    rec.log_static("camera/mosaic", &raw)?;

    let [width, height] = SIZE;
    let photo = RgbImage::from_raw(width, height, rgb).ok_or("wrong size")?;
    let jpeg = file(photo, image::ImageFormat::Jpeg)?;
    rec.log_static("files/jpeg", &EncodedImage::from_file_contents(jpeg))?;
    let deep: ImageBuffer<Luma<u16>, _> =
        ImageBuffer::from_raw(width, height, deep).ok_or("wrong size")?;
    let depths = EncodedDepthImage::from_file_contents(file(deep, image::ImageFormat::Png)?);
    let depths = depths.with_meter(10_000.0).with_colormap(Colormap::Viridis);
    rec.log_static("files/depth", &depths)?;

    for frame in 0..30_u16 {
        rec.set_time_sequence("frame", frame);
        let gray = bytes(julia(2.4 + f32::from(frame) / 50.0));
        let image = GrayImage::from_raw(width, height, gray).ok_or("wrong size")?;
        let png = file(image, image::ImageFormat::Png)?;
        rec.log("files/png", &EncodedImage::from_file_contents(png))?;
    }
    Ok(())
}
