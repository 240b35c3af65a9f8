//! Data that no archetype describes: loose values, an archetype made up on the spot, and one that
//! extends a built-in one.
//!
//! `cargo run --example custom_data -- --save custom.rrd`

mod args;

use std::sync::Arc;

use rushes::external::arrow_array::{Float32Array, StringArray};
use rushes::{
    AnyValues, AsComponents, ComponentBatch as _, ComponentDescriptor, DynamicArchetype, Points3D,
    SerializedComponentBatch, components,
};

/// Points with a confidence each: all that [`Points3D`] has, and one component more.
struct ConfidentPoints {
    points: Points3D,
    confidences: Vec<components::Scalar>,
}

impl AsComponents for ConfidentPoints {
    fn as_serialized_batches(&self) -> Vec<SerializedComponentBatch> {
        let confidences = ComponentDescriptor::partial("ConfidentPoints:confidences")
            .with_archetype("user.ConfidentPoints".into())
            .with_component_type("user.Confidence".into());
        let mut batches = self.points.as_serialized_batches();
        batches.extend(self.confidences.serialized(confidences));
        batches
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_custom_data")?;

    let loose = AnyValues::default()
        .with_component_from_data("ratio", Arc::new(Float32Array::from(vec![0.5])))
        .with_component_from_data("words", Arc::new(StringArray::from(vec!["a", "b"])));
    rec.log("loose", &loose)?;

    let sensor = DynamicArchetype::new("user.Sensor")
        .with_component_from_data("voltages", Arc::new(Float32Array::from(vec![3.3, 5.0])))
        .with_component::<components::Text>("unit", ["V"]);
    rec.log_static("sensor", &sensor)?;

    for frame in 0..50_i64 {
        rec.set_time_sequence("frame", frame);
        let height = frame as f32 / 10.0;
        let points = ConfidentPoints {
            points: Points3D::new([[0.0, 0.0, height], [1.0, 0.0, height]]),
            confidences: vec![0.9.into(), (0.02 * frame as f64).into()],
        };
        rec.log("points", &points)?;
    }
    Ok(())
}
