//! Chunks, paths, ids, properties, defaults.

use rerun::log::{Chunk, RowId};
use rerun::time::{TimeInt, TimePoint};

pub fn run(rec: &rerun::RecordingStream) -> anyhow::Result<()> {
    let chunk = Chunk::builder("chunks/scalars")
        .with_archetype(
            RowId::new(),
            TimePoint::default().with(rerun::Timeline::new_sequence("frame"), 1),
            &rerun::Scalars::single(1.0),
        )
        .with_archetype_auto_row(
            [(rerun::Timeline::new_sequence("frame"), 2)],
            &rerun::Scalars::single(2.0),
        )
        .build()?;
    rec.send_chunk(chunk);
    let chunk = Chunk::builder("chunks/more")
        .with_archetype_auto_row(TimePoint::STATIC, &rerun::Scalars::single(3.0))
        .build()?;
    rec.log_chunk(chunk);
    let times = rerun::TimeColumn::new(
        Some(true),
        rerun::Timeline::new_duration("elapsed"),
        vec![1, 2, 3].into(),
    );
    assert_eq!(times.len(), 3);

    let path = rerun::EntityPath::from("a/b") / "c";
    assert!(path.starts_with(&rerun::entity_path!["a"]));
    assert_eq!(
        path,
        rerun::EntityPath::new(rerun::entity_path_vec!["a", "b", "c"])
    );
    assert_eq!(TimeInt::new_temporal(5).as_i64(), 5);
    assert!(rerun::Instance::from(3).is_specific());

    rec.send_recording_name("same program")?;
    rec.send_property("situation", &rerun::TextDocument::new("calm"))?;
    rec.log_with_static("both", true, &rerun::Scalars::single(0.0))?;
    rec.log_serialized_batches(
        "batches",
        false,
        rerun::AsComponents::as_serialized_batches(&rerun::Scalars::single(0.0)),
    )?;

    let previous =
        rerun::RecordingStream::set_thread_local(rerun::StoreKind::Recording, Some(rec.clone()));
    assert!(previous.is_none());
    let current = rerun::RecordingStream::get(rerun::StoreKind::Recording, None);
    assert!(current.is_some_and(|current| current.store_info() == rec.store_info()));
    rerun::RecordingStream::set_thread_local(rerun::StoreKind::Recording, None);
    Ok(())
}
