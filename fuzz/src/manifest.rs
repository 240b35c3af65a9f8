//! The footer.

use bytes::Bytes;
use rushes_rrd::{ChunkFilter, Limits, decode_footer};

/// Chunks that are looked at in one manifest: each costs as much as the manifest has columns.
const MAX_CHUNKS: usize = 200;

/// Reads `data` as the payload of an End message, and looks at all that it says.
pub fn manifest(data: &[u8]) {
    let Ok(manifests) = decode_footer(Bytes::copy_from_slice(data), &Limits::default()) else {
        return;
    };
    for (position, manifest) in manifests.iter().enumerate() {
        let is_first = |id| manifests.iter().position(|other| other.store_id() == id);
        assert_eq!(
            is_first(manifest.store_id()),
            Some(position),
            "a store twice"
        );
        assert_eq!(manifest.entities().len(), manifest.num_chunks());
        assert!(manifest.chunk(manifest.num_chunks()).is_none());
        for (row, chunk) in manifest.chunks().take(MAX_CHUNKS).enumerate() {
            assert_eq!(chunk.entity_path, manifest.entities()[row]);
            let filter = ChunkFilter {
                store_id: Some(manifest.store_id().clone()),
                entity_path: Some(chunk.entity_path.clone()),
                component: chunk
                    .columns
                    .first()
                    .map(|c| c.descriptor.component.clone()),
                ..ChunkFilter::default()
            };
            assert!(filter.matches(manifest.store_id(), &chunk));
        }
        let schema = manifest.schema();
        let arrow = schema.to_arrow();
        assert_eq!(
            arrow.fields().len(),
            1 + schema.timelines.len() + schema.columns.len()
        );
        rushes_rrd::schema_sha256(schema).expect("what is read can be written");
    }
}
