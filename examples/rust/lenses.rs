//! One message of a sensor, logged as it comes, becomes what viewers show: a lens makes a transform
//! and a plot of it on the way to the file.
//!
//! `cargo run --example lenses -- --save lenses.rrd`

mod args;

use std::sync::Arc;

use rushes::external::arrow_array::{ArrayRef, Float64Array, StructArray};
use rushes::external::arrow_schema::{DataType, Field};
use rushes::lenses::{Lens, Lenses, LensesSink, OutputMode};
use rushes::sink::FileSink;
use rushes::{AnyValues, RecordingStreamBuilder};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = args::value("--save").ok_or("say where to: --save FILE")?;

    // The pose moves the entity; the height gets a plot of its own. Both say where in a message
    // their values are.
    let pose = Lens::derive("message")
        .to_translation("position.x", "position.y", "position.z")
        .to_quaternion("turn.x", "turn.y", "turn.z", "turn.w")
        .build()?;
    let height = Lens::derive("message")
        .output_entity("/plots/height")
        .to_scalars(["position.z"])
        .build()?;
    // The messages themselves need not be kept.
    let lenses = Lenses::new(OutputMode::ForwardUnmatched)
        .with_lens(pose)
        .with_lens(height);
    let sink = LensesSink::new(FileSink::new(path)?, lenses);
    let rec = RecordingStreamBuilder::new("rushes_example_lenses").set_sinks((sink,))?;

    for frame in 0..100_i64 {
        rec.set_time_sequence("frame", frame);
        let angle = 0.05 * frame as f64;
        let position = [
            ("x", angle.cos()),
            ("y", angle.sin()),
            ("z", 0.2 * (3.0 * angle).sin()),
        ];
        let half = angle / 2.0;
        let turn = [("x", 0.0), ("y", 0.0), ("z", half.sin()), ("w", half.cos())];
        let message = fields([
            ("position", fields(position.map(number))),
            ("turn", fields(turn.map(number))),
        ]);
        let message = AnyValues::default().with_component_from_data("message", message);
        rec.log("drone", &message)?;
    }
    Ok(())
}

fn number((name, value): (&'static str, f64)) -> (&'static str, ArrayRef) {
    (name, Arc::new(Float64Array::from(vec![value])))
}

/// One struct.
fn fields(fields: impl IntoIterator<Item = (&'static str, ArrayRef)>) -> ArrayRef {
    let field = |(name, array): (&str, ArrayRef)| {
        let data_type: DataType = array.data_type().clone();
        (Arc::new(Field::new(name, data_type, true)), array)
    };
    let fields: Vec<_> = fields.into_iter().map(field).collect();
    Arc::new(StructArray::from(fields))
}
