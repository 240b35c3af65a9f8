//! The names of a manifest's columns. They are for people, and lossy: readers go by metadata.

use rushes_core::{ComponentDescriptor, TimelineName};

pub(super) const ENTITY_PATH: &str = "chunk_entity_path";
pub(super) const CHUNK_ID: &str = "chunk_id";
pub(super) const IS_STATIC: &str = "chunk_is_static";
pub(super) const NUM_ROWS: &str = "chunk_num_rows";
pub(super) const BYTE_OFFSET: &str = "chunk_byte_offset";
pub(super) const BYTE_SIZE: &str = "chunk_byte_size";
pub(super) const UNCOMPRESSED_SIZE: &str = "chunk_byte_size_uncompressed";

pub(super) const SUFFIX_STATIC: &str = "has_static_data";
pub(super) const SUFFIX_START: &str = "start";
pub(super) const SUFFIX_END: &str = "end";
pub(super) const SUFFIX_NUM_ROWS: &str = "num_rows";

/// Metadata key: the timeline of a column, or [`STATIC_INDEX`].
pub(super) const INDEX: &str = "rerun:index";
/// Value of [`INDEX`] for columns about static data.
pub(super) const STATIC_INDEX: &str = "rerun:static";

/// `<timeline>:<component>:<suffix>`, leaving out what there is not.
pub(super) fn column_name(
    timeline: Option<&TimelineName>,
    descriptor: Option<&ComponentDescriptor>,
    suffix: &str,
) -> String {
    let mut parts: Vec<String> = Vec::with_capacity(4);
    parts.extend(timeline.map(|timeline| sanitized(timeline.as_str())));
    if let Some(descriptor) = descriptor {
        match &descriptor.archetype {
            Some(archetype) => {
                parts.push(sanitized(archetype.short_name()));
                parts.push(sanitized(descriptor.archetype_field_name()));
            }
            None => parts.push(sanitized(descriptor.component.as_str())),
        }
    }
    parts.push(suffix.to_owned());
    parts.retain(|part| !part.is_empty());
    parts.join(":").trim_start_matches('_').to_owned()
}

fn sanitized(part: &str) -> String {
    part.replace([',', ' ', '-', '.', '\\'], "_")
}
