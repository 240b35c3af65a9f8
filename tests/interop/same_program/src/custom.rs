//! Data of the program's own, partial rows, columns.

use std::sync::Arc;

#[allow(unused_imports, reason = "the peer needs it")]
use rerun::AsComponents as _;
use rerun::external::arrow;

/// Points with a confidence.
struct CustomPoints3D {
    points3d: rerun::Points3D,
    confidences: Option<Vec<f32>>,
}

impl rerun::AsComponents for CustomPoints3D {
    fn as_serialized_batches(&self) -> Vec<rerun::SerializedComponentBatch> {
        let confidences = self.confidences.as_ref().map(|confidences| {
            rerun::SerializedComponentBatch::new(
                Arc::new(arrow::array::Float32Array::from(confidences.clone())),
                rerun::ComponentDescriptor {
                    archetype: Some("user.CustomPoints3D".into()),
                    component: "user.CustomPoints3D:confidences".into(),
                    component_type: Some("user.Confidence".into()),
                },
            )
        });
        self.points3d
            .as_serialized_batches()
            .into_iter()
            .chain(confidences)
            .collect()
    }
}

pub fn run(rec: &rerun::RecordingStream) -> anyhow::Result<()> {
    let points = CustomPoints3D {
        points3d: rerun::Points3D::new([[0.0, 1.0, 2.0]]),
        confidences: Some(vec![42.0]),
    };
    rec.log("data/confidences", &points)?;
    rec.log(
        "data/any",
        &rerun::AnyValues::default()
            .with_component::<rerun::components::Text>("homepage", ["https://example.org"])
            .with_component_from_data(
                "counts",
                Arc::new(arrow::array::UInt32Array::from(vec![1, 2, 3])),
            ),
    )?;
    rec.log(
        "data/dynamic",
        &rerun::DynamicArchetype::new("MyArchetype")
            .with_component::<rerun::components::Text>("title", ["one"]),
    )?;
    let extra = rerun::AnyValues::default().with_component::<rerun::components::Scalar>("x", [1.0]);
    let points = rerun::Points2D::new([(1.0, 2.0)]);
    rec.log("data/both", &[&points as &dyn rerun::AsComponents, &extra])?;
    columns(rec)
}

fn columns(rec: &rerun::RecordingStream) -> anyhow::Result<()> {
    let times = rerun::TimeColumn::new_sequence("step", 0..64);
    let seconds = rerun::TimeColumn::new_duration_secs("elapsed", (0..64).map(f64::from));
    let scalars = (0..64).map(|step| (f64::from(step) / 10.0).sin());
    rec.send_columns(
        "plots/columns",
        [times.clone(), seconds],
        rerun::Scalars::new(scalars).columns_of_unit_batches()?,
    )?;
    let lengths = [2, 4, 1];
    let positions = (0..7).map(|i| [i as f32, 0.0, 0.0]);
    let columns = rerun::Points3D::new(positions).columns(lengths)?;
    let radii = rerun::Points3D::update_fields()
        .with_radii([1.0, 2.0, 3.0])
        .columns_of_unit_batches()?;
    rec.send_columns(
        "data/cloud",
        [rerun::TimeColumn::new_timestamp_nanos_since_epoch(
            "wall",
            [1i64, 2, 3],
        )],
        columns.chain(radii),
    )?;
    Ok(())
}
