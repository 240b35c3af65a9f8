//! Which chunks of one entity may hold what: by component and time.
//!
//! `time_index` finds chunks by time, `column` is one component, `entity` all of one entity. All are
//! immutable once published: a writer copies what it changes, readers keep what they have.

mod column;
mod entity;
mod time_index;

pub(crate) use column::ColumnState;
pub(crate) use entity::{Entity, EntityState};
pub use time_index::{Span, TimeIndex};
