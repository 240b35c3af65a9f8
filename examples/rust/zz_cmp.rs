//! temp
use rushes::*;
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = RecordingStreamBuilder::new("cmp").recording_id("x").send_properties(false).save("/tmp/cmp/rust.rrd")?;
    for f in 0..20_i64 {
        rec.set_time_sequence("frame", f);
        rec.set_duration_secs("t", f as f64 * 0.5);
        rec.log("a/points", &Points3D::new([[f as f32, 0.0, 1.0], [1.0, 2.0, 3.0]]).with_colors([0xFF0000FF]).with_radii([0.5, 1.0]))?;
        rec.log("a/scalar", &Scalars::single(f as f64))?;
        rec.log("log", &TextLog::new(format!("line {f}")).with_level("INFO"))?;
        rec.log("a", &Transform3D::from_translation([f as f32, 0.0, 0.0]))?;
    }
    rec.log_static("s", &TextDocument::new("hello"))?;
    rec.send_columns("cols", [TimeColumn::new_sequence("frame", [3, 1, 2])], Scalars::new([3.0, 1.0, 2.0]).columns_of_unit_batches()?)?;
    Ok(())
}
