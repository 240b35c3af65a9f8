//! A video as a camera makes it: picture by picture, each at its own time.
//!
//! `cargo run --example video_stream -- --save video_stream.rrd`

mod args;
mod h264;

use rushes::VideoStream;
use rushes::components::VideoCodec;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_video_stream")?;
    rec.log_static("camera", &VideoStream::new(VideoCodec::H264))?;

    // Where a stream is joined late, decoding starts at the next picture that comes with these.
    let parameters = h264::parameters();
    for frame in 0..60_u32 {
        rec.set_duration_secs("time", f64::from(frame) / 25.0);
        let picture = h264::rays(frame);
        // In a stream, a start code separates the units.
        let units = parameters.iter().chain([&picture]);
        let sample: Vec<u8> = units
            .flat_map(|unit| [&[0, 0, 0, 1], unit.as_slice()].concat())
            .collect();
        let sample = VideoStream::update_fields()
            .with_sample(sample)
            .with_is_keyframe(true);
        rec.log("camera", &sample)?;
    }
    Ok(())
}
