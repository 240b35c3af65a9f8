//! A video that exists already, as a file: logged as a whole, and then played by references to its
//! pictures; forwards, and at another place backwards.
//!
//! `cargo run --example video_file -- --save video_file.rrd`

mod args;
mod h264;
mod mp4;

use rushes::components::VideoTimestamp;
use rushes::{AssetVideo, TimeColumn, VideoFrameReference};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_video_file")?;

    let pictures: Vec<Vec<u8>> = (0..50).map(h264::rays).collect();
    let file = mp4::file(h264::SIZE, 25, &h264::parameters(), &pictures);
    let video = AssetVideo::from_file_contents(file, Some("video/mp4"));
    let times = video.read_frame_timestamps_nanos()?;
    rec.log_static("video", &video)?;

    // All references at once. The times of the recording are those of the video here.
    let time = || TimeColumn::new_duration_nanos("time", times.iter().copied());
    let forwards = times.iter().copied().map(VideoTimestamp::from_nanos);
    let forwards = VideoFrameReference::update_fields().with_many_timestamp(forwards);
    rec.send_columns("video", [time()], forwards.columns_of_unit_batches()?)?;

    let backwards = times.iter().rev().copied().map(VideoTimestamp::from_nanos);
    let references = times.iter().map(|_| "video");
    let backwards = VideoFrameReference::update_fields()
        .with_many_timestamp(backwards)
        .with_many_video_reference(references);
    rec.send_columns("backwards", [time()], backwards.columns_of_unit_batches()?)?;
    Ok(())
}
