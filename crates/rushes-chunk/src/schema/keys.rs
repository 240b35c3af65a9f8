//! The metadata keys and fixed names of the chunk schema.

/// Version of the chunk schema in a batch's metadata.
pub const VERSION: &str = "sorbet:version";
/// The version that this crate writes.
pub const CURRENT_VERSION: &str = "0.1.4";
/// Batch key: the chunk id.
pub const CHUNK_ID: &str = "rerun:id";
/// Batch key: the entity path. Also a field key in dataframe schemas.
pub const ENTITY_PATH: &str = "rerun:entity_path";
/// Batch key of catalogs: the segment that the chunk belongs to.
pub const SEGMENT_ID: &str = "rerun:segment_id";
/// The former name of [`SEGMENT_ID`].
pub const PARTITION_ID: &str = "rerun:partition_id";
/// Field key: what a column is, one of the `KIND_*` values.
pub const KIND: &str = "rerun:kind";
/// Value of [`KIND`] for row ids.
pub const KIND_CONTROL: &str = "control";
/// Value of [`KIND`] for timelines.
pub const KIND_INDEX: &str = "index";
/// Value of [`KIND`] for components.
pub const KIND_DATA: &str = "data";
/// Field key: the name of a timeline.
pub const INDEX_NAME: &str = "rerun:index_name";
/// Field key: the column ascends.
pub const IS_SORTED: &str = "rerun:is_sorted";
/// Field key: the component identifier.
pub const COMPONENT: &str = "rerun:component";
/// Field key: the full archetype name.
pub const ARCHETYPE: &str = "rerun:archetype";
/// Field key: the full component type name.
pub const COMPONENT_TYPE: &str = "rerun:component_type";
/// Field key of a store's schema: some chunk has the component statically.
pub const IS_STATIC: &str = "rerun:is_static";
/// Field key of a store's schema: no chunk has an instance of the component.
pub const IS_SEMANTICALLY_EMPTY: &str = "rerun:is_semantically_empty";
/// Field key of a store's schema: the component clears others.
pub const IS_TOMBSTONE: &str = "rerun:is_tombstone";
/// Name of the row-id column.
pub const ROW_ID_NAME: &str = "rerun.controls.RowId";
/// Arrow's key for the name of an extension type.
pub const EXTENSION_NAME: &str = "ARROW:extension:name";
/// Arrow's key for the parameters of an extension type.
pub const EXTENSION_METADATA: &str = "ARROW:extension:metadata";
/// Extension type of the row-id column.
pub const TUID_EXTENSION: &str = "rerun.datatypes.TUID";
/// Extension parameters of the row-id column.
pub const ROW_ID_EXTENSION_METADATA: &str = r#"{"namespace":"row"}"#;

/// Whether a boolean metadata value counts as true: present, and neither `false` nor `no`.
pub fn is_true(value: Option<&String>) -> bool {
    value.is_some_and(|value| {
        !value.eq_ignore_ascii_case("false") && !value.eq_ignore_ascii_case("no")
    })
}
