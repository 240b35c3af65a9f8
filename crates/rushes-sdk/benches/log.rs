//! What logging costs: processor time of the caller, of all threads, and rows per second until all
//! are written.
//!
//! `cargo bench -p rushes-sdk` prints one line per case.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::time::Instant;

use rushes_core::EntityPath;
use rushes_sdk::sink::{Compression, FileSink};
use rushes_sdk::{RecordingStream, RecordingStreamBuilder};
use rushes_types::archetypes::{EncodedImage, Image, Points3D, Scalars, TextLog, Transform3D};

fn main() {
    // In memory where there is such a folder: the disk is not what is measured.
    let memory = std::path::Path::new("/dev/shm");
    let dir = tempfile::tempdir_in(if memory.is_dir() {
        memory
    } else {
        ".".as_ref()
    })
    .unwrap();
    let stream = || {
        RecordingStreamBuilder::new("bench")
            .save(dir.path().join("bench.rrd"))
            .unwrap()
    };
    let path = EntityPath::from("world/robot/arm");
    println!(
        "{:36} {:>10} {:>12} {:>14}",
        "processor time per row, ns:", "caller", "all threads", "rows/s to file"
    );

    run("nothing but the clocks", stream(), 1, 1_000_000, |_, _| {
        std::hint::black_box((rushes_core::RowId::new(), rushes_core::Timestamp::now()));
    });
    let scalars = Scalars::single(1.0);
    run("scalar, made before", stream(), 1, 1_000_000, |rec, _| {
        rec.log(path.clone(), &scalars).unwrap();
    });
    run("scalar", stream(), 1, 1_000_000, |rec, i| {
        rec.log(path.clone(), &Scalars::single(f64::from(i)))
            .unwrap();
    });
    run("scalar, path as text", stream(), 1, 1_000_000, |rec, i| {
        rec.log("world/robot/arm", &Scalars::single(f64::from(i)))
            .unwrap();
    });
    run("scalar, set_time", stream(), 1, 1_000_000, |rec, i| {
        rec.set_time_sequence("frame", i);
        rec.log(path.clone(), &Scalars::single(f64::from(i)))
            .unwrap();
    });
    for threads in [2, 8] {
        let name = format!("scalar, {threads} threads, own entities");
        run(&name, stream(), threads, 500_000, |rec, i| {
            rec.log(path.clone(), &Scalars::single(f64::from(i)))
                .unwrap();
        });
    }
    run("transform", stream(), 1, 300_000, |rec, i| {
        let transform = Transform3D::from_translation([i as f32, 0.0, 0.0]);
        rec.log(path.clone(), &transform).unwrap();
    });
    run("text", stream(), 1, 300_000, |rec, _| {
        rec.log(
            path.clone(),
            &TextLog::new("a line of some forty characters of log"),
        )
        .unwrap();
    });
    for (name, points, calls) in [
        ("100 points", 100, 100_000),
        ("10,000 points", 10_000, 5_000),
        ("1,000,000 points", 1_000_000, 50),
    ] {
        let cloud = Points3D::new(vec![[1.0, 2.0, 3.0]; points]);
        run(name, stream(), 1, calls, |rec, _| {
            rec.log(path.clone(), &cloud).unwrap()
        });
    }
    let image = Image::from_rgb24(vec![7; 640 * 480 * 3], [640, 480]);
    run("VGA image", stream(), 1, 1000, |rec, _| {
        rec.log(path.clone(), &image).unwrap();
    });
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let megabyte: Vec<u8> = std::iter::repeat_with(&mut noise).take(1 << 20).collect();
    let blob = EncodedImage::from_file_contents(megabyte);
    run("1 MiB of noise", stream(), 1, 1000, |rec, _| {
        rec.log(path.clone(), &blob).unwrap();
    });
    let sink = FileSink::with_compression(dir.path().join("raw.rrd"), Compression::None).unwrap();
    let raw = RecordingStreamBuilder::new("bench")
        .set_sinks((sink,))
        .unwrap();
    run("1 MiB of noise, uncompressed", raw, 1, 1000, |rec, _| {
        rec.log(path.clone(), &blob).unwrap();
    });
}

/// Prints what a call costs the caller while the stream keeps up, and the rate with everything.
fn run(
    name: &str,
    rec: RecordingStream,
    threads: u32,
    calls: i32,
    log: impl Fn(&RecordingStream, i32) + Sync,
) {
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    if wanted.is_some_and(|wanted| !name.contains(&wanted)) {
        return;
    }
    let process = cpu_ns(libc::CLOCK_PROCESS_CPUTIME_ID);
    let start = Instant::now();
    let caller: f64 = std::thread::scope(|scope| {
        let work = || {
            (0..calls).for_each(|i| log(&rec, i));
            cpu_ns(libc::CLOCK_THREAD_CPUTIME_ID)
        };
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    drop(rec);
    let rows = f64::from(threads) * f64::from(calls);
    let wall = start.elapsed().as_secs_f64();
    let process = cpu_ns(libc::CLOCK_PROCESS_CPUTIME_ID) - process;
    println!(
        "{name:36} {:>10.0} {:>12.0} {:>14.0}",
        caller / rows,
        process / rows,
        rows / wall
    );
}

/// Processor time in nanoseconds: other programs on the machine do not count.
fn cpu_ns(clock: libc::clockid_t) -> f64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `time` outlives the call.
    assert_eq!(unsafe { libc::clock_gettime(clock, &raw mut time) }, 0);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}
