//! Archetypes as rows of a chunk.

use rushes_chunk::ChunkBuilder;
use rushes_core::{RowId, TimePoint};

use super::AsComponents;

/// Adds archetypes to a chunk that is being built.
///
/// ```
/// use rushes_chunk::Chunk;
/// use rushes_core::TimePoint;
/// use rushes_types::{ChunkBuilderExt as _, archetypes::Scalars};
///
/// let times = TimePoint::default().with_index("elapsed", std::time::Duration::from_secs(1));
/// let chunk = Chunk::builder("speed")
///     .with_archetype_auto_row(times, &Scalars::single(1.5))
///     .build()?;
/// assert_eq!(chunk.num_rows(), 1);
/// # Ok::<(), rushes_chunk::Error>(())
/// ```
pub trait ChunkBuilderExt: Sized {
    /// Adds a row.
    #[must_use]
    fn with_archetype(
        self,
        row_id: RowId,
        timepoint: impl Into<TimePoint>,
        components: &dyn AsComponents,
    ) -> Self;

    /// Adds a row with a new id.
    #[must_use]
    fn with_archetype_auto_row(
        self,
        timepoint: impl Into<TimePoint>,
        components: &dyn AsComponents,
    ) -> Self {
        self.with_archetype(RowId::new(), timepoint, components)
    }
}

impl ChunkBuilderExt for ChunkBuilder {
    fn with_archetype(
        self,
        row_id: RowId,
        timepoint: impl Into<TimePoint>,
        components: &dyn AsComponents,
    ) -> Self {
        self.with_row(
            row_id,
            &timepoint.into(),
            components.as_serialized_batches(),
        )
    }
}
