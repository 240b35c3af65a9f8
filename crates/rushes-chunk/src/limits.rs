//! Caps on what one chunk may ask for, so that foreign input cannot exhaust a reader.

/// Limits that a chunk read from outside must respect.
///
/// The defaults are far above anything that a program logs on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChunkLimits {
    /// Rows in one chunk.
    pub max_rows: usize,
    /// Columns in one chunk: row ids, timelines and components together.
    pub max_columns: usize,
    /// Bytes in one name: entity path, timeline, component, archetype, type.
    pub max_name_bytes: usize,
    /// Levels of nested Arrow types in one column.
    pub max_nesting: usize,
}

impl Default for ChunkLimits {
    fn default() -> Self {
        Self {
            max_rows: i32::MAX as usize,
            max_columns: 1 << 14,
            max_name_bytes: 1 << 16,
            max_nesting: 64,
        }
    }
}
