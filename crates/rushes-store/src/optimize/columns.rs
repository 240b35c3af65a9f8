//! Columns of one chunk put into several.

use arrow_array::Array as _;
use rushes_chunk::{Chunk, Result, SerializedComponentColumn};
use rushes_core::{ArchetypeName, ComponentIdentifier};

use super::Settings;
use super::join::can_join;
use super::size::array_bytes;

/// Components that have chunks of their own, so that they can be read without the data that they
/// are about.
const OWN_CHUNK: [&str; 1] = ["rerun.components.IsKeyframe"];

/// Whether a component's column must be alone in its chunks.
pub fn has_own_chunk(component_type: Option<&str>) -> bool {
    component_type.is_some_and(|it| OWN_CHUNK.contains(&it))
}

/// Some columns of a chunk.
#[derive(Clone, Debug)]
pub struct Part {
    /// What may be joined with what.
    pub key: PartKey,
    /// Its columns, with the row ids and times of all rows.
    pub chunk: Chunk,
    /// Whether it is the chunk as it came.
    pub is_whole: bool,
}

/// Parts of chunks are joined with those of the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartKey {
    /// A component that has chunks of its own.
    Own(ComponentIdentifier),
    /// Columns of these archetypes, or without archetype of this component.
    Of(Vec<ColumnGroup>),
    /// Any columns.
    Any,
}

/// Columns that stay together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnGroup {
    /// Those of an archetype mean something only together.
    Archetype(ArchetypeName),
    /// One that belongs to none.
    Component(ComponentIdentifier),
}

impl ColumnGroup {
    fn of(column: &SerializedComponentColumn) -> Self {
        match &column.descriptor.archetype {
            Some(archetype) => Self::Archetype(archetype.clone()),
            None => Self::Component(column.descriptor.component.clone()),
        }
    }
}

impl Part {
    /// Whether rows of both may be in one chunk.
    pub fn can_join(&self, other: &Self) -> bool {
        self.key == other.key && can_join(&self.chunk, &other.chunk)
    }
}

/// The parts of a chunk by the settings: each component that has chunks of its own, and where a
/// ratio is set, thick archetypes apart from thin ones.
pub fn parts(chunk: Chunk, settings: &Settings) -> Result<Vec<Part>> {
    let is_own = |column: &SerializedComponentColumn| {
        let component_type = column.descriptor.component_type.as_ref();
        has_own_chunk(component_type.map(|it| it.as_str()))
    };
    let columns = chunk.components();
    let (own, others): (Vec<_>, Vec<_>) = columns.iter().cloned().partition(is_own);
    let mut parts = Vec::new();
    let has_others = !others.is_empty();
    for column in own {
        let key = PartKey::Own(column.descriptor.component.clone());
        if has_others || columns.len() > 1 {
            parts.extend(non_null(&chunk, column)?.map(|chunk| Part {
                key,
                chunk,
                is_whole: false,
            }));
        } else {
            return Ok(vec![Part {
                key,
                chunk,
                is_whole: true,
            }]);
        }
    }
    let groups = match settings.split_size_ratio {
        Some(ratio) => groups(&others, ratio),
        None => vec![others],
    };
    let is_whole = parts.is_empty() && groups.len() == 1;
    for columns in groups.into_iter().filter(|columns| !columns.is_empty()) {
        let key = match settings.split_size_ratio {
            Some(_) => {
                let mut names: Vec<_> = columns.iter().map(ColumnGroup::of).collect();
                names.sort();
                names.dedup();
                PartKey::Of(names)
            }
            None => PartKey::Any,
        };
        if is_whole {
            parts.push(Part {
                key,
                chunk,
                is_whole,
            });
            break;
        }
        parts.push(Part {
            key,
            chunk: with_columns(&chunk, columns)?,
            is_whole,
        });
    }
    Ok(parts)
}

/// The columns in groups such that in none an archetype has `ratio` times the bytes of the next
/// smaller one.
fn groups(
    columns: &[SerializedComponentColumn],
    ratio: f64,
) -> Vec<Vec<SerializedComponentColumn>> {
    let first = columns.first().map(ColumnGroup::of);
    if columns.iter().all(|it| Some(ColumnGroup::of(it)) == first) {
        return vec![columns.to_vec()];
    }
    let mut weighed: Vec<(ColumnGroup, usize, Vec<SerializedComponentColumn>)> = Vec::new();
    for column in columns {
        let (group, bytes) = (ColumnGroup::of(column), array_bytes(&column.list_array));
        match weighed.iter_mut().find(|(known, ..)| *known == group) {
            Some((_, sum, members)) => {
                *sum += bytes;
                members.push(column.clone());
            }
            None => weighed.push((group, bytes, vec![column.clone()])),
        }
    }
    weighed.sort_by(|(a_group, a, _), (b_group, b, _)| b.cmp(a).then_with(|| a_group.cmp(b_group)));
    let mut groups: Vec<Vec<SerializedComponentColumn>> = Vec::new();
    let mut heavier = None;
    for (_, bytes, members) in weighed {
        let cuts = heavier.is_none_or(|heavier| heavier as f64 / bytes.max(1) as f64 >= ratio);
        heavier = Some(bytes);
        match groups.last_mut().filter(|_| !cuts) {
            Some(group) => group.extend(members),
            None => groups.push(members),
        }
    }
    groups
}

fn with_columns(chunk: &Chunk, columns: Vec<SerializedComponentColumn>) -> Result<Chunk> {
    Chunk::new(
        rushes_core::ChunkId::new(),
        chunk.entity_path().clone(),
        chunk.row_ids_array().clone(),
        chunk.timelines().values().cloned(),
        columns,
    )
}

/// One column without the rows where it says nothing; `None` when it says nothing at all.
fn non_null(chunk: &Chunk, column: SerializedComponentColumn) -> Result<Option<Chunk>> {
    let rows = (0..chunk.num_rows()).filter(|row| column.list_array.is_valid(*row));
    let rows: Vec<u32> = rows.filter_map(|row| u32::try_from(row).ok()).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    with_columns(chunk, vec![column])?.taken(&rows).map(Some)
}
