//! The work, in the words that both SDKs share: `crate::sdk` is one of them.

use anyhow::Result;
use bench_sdk::{Calls, Run, TEXT, Workload, picture, points};

use crate::sdk::{
    EncodedImage, EntityPath, Image, Points3D, Quaternion, RecordingStream, Scalars, TextLog,
    TextLogLevel, TimeColumn, Transform3D,
};

/// Logs what the run says. The stream is dropped by the caller, which writes everything.
pub fn log(run: &Run, rec: &RecordingStream) -> Result<Calls> {
    // Each thread has an entity.
    let paths: Vec<String> = (0..run.threads)
        .map(|thread| format!("world/robot{thread}/arm"))
        .collect();
    let path = |thread: usize| paths[thread].as_str();
    Ok(match run.workload {
        Workload::Scalars => run.calls(|thread, i| {
            rec.log(path(thread), &Scalars::single(i as f64)).unwrap();
        }),
        Workload::ScalarsMade => {
            let paths: Vec<_> = paths
                .iter()
                .map(|path| EntityPath::from(path.as_str()))
                .collect();
            let scalar = Scalars::single(1.0);
            run.calls(|thread, _| rec.log(paths[thread].clone(), &scalar).unwrap())
        }
        Workload::ScalarsTime => run.calls(|thread, i| {
            rec.set_time_sequence("frame", i as i64);
            rec.log(path(thread), &Scalars::single(i as f64)).unwrap();
        }),
        Workload::Transforms => run.calls(|thread, i| {
            let half = i as f32 * 1e-3;
            let rotation = Quaternion::from_xyzw([0.0, 0.0, half.sin(), half.cos()]);
            let transform = Transform3D::from_translation_rotation([half, 1.0, 2.0], rotation);
            rec.log(path(thread), &transform).unwrap();
        }),
        Workload::Text => run.calls(|thread, _| {
            let text = TextLog::new(TEXT).with_level(TextLogLevel::INFO);
            rec.log(path(thread), &text).unwrap();
        }),
        Workload::Points(count) => {
            let (positions, colors) = points(count);
            run.calls(|thread, _| {
                let cloud = Points3D::new(positions.iter().copied());
                let cloud = cloud.with_colors(colors.iter().copied());
                rec.log(path(thread), &cloud).unwrap();
            })
        }
        Workload::Image(size) => {
            let image = Image::from_rgb24(picture(run.workload.bytes()), size);
            run.calls(|thread, _| rec.log(path(thread), &image).unwrap())
        }
        Workload::Columns(rows) => {
            let values: Vec<f64> = (0..rows).map(|i| (i as f64 * 1e-3).sin()).collect();
            run.calls(|thread, i| {
                let first = (i * rows) as i64;
                let times = TimeColumn::new_sequence("frame", first..first + rows as i64);
                let scalars = Scalars::new(values.iter().copied());
                let columns = scalars.columns_of_unit_batches().unwrap();
                rec.send_columns(path(thread), [times], columns).unwrap();
            })
        }
        Workload::Blob { .. } => {
            let blob = EncodedImage::from_file_contents(picture(run.workload.bytes()));
            run.calls(|thread, _| rec.log(path(thread), &blob).unwrap())
        }
    })
}
