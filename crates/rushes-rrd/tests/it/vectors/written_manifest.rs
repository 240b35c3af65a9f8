//! The manifests that our encoder makes of the product's chunks are those of the product.

use rushes_rrd::{
    Encoder, EncoderOptions, Item, Limits, Manifest, Message, MessageReader, decode_footer,
};
use serde_json::Value;

use super::{all, arrow_json};

/// Offsets and sizes: they depend on how the bytes are laid out and compressed.
const LAYOUT: [&str; 3] = [
    "chunk_byte_offset",
    "chunk_byte_size",
    "chunk_byte_size_uncompressed",
];

/// All messages, and the manifests of all footers.
fn read(bytes: &[u8]) -> (Vec<Message>, Vec<Manifest>) {
    let (mut messages, mut manifests) = (Vec::new(), Vec::new());
    for item in MessageReader::new(bytes, Limits::default()) {
        match item.unwrap() {
            Item::Message { message, .. } => messages.push(message),
            Item::End(raw) => {
                manifests.extend(decode_footer(raw.payload, &Limits::default()).unwrap());
            }
            Item::Header { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    manifests.sort_by_key(|manifest| manifest.store_id().clone());
    (messages, manifests)
}

/// The columns of a manifest's table, in order.
fn columns(manifest: &Manifest) -> Vec<(String, Value, Value)> {
    let table = manifest.table();
    let fields = table.schema_ref().fields().iter();
    fields
        .zip(table.columns())
        .map(|(field, array)| {
            let is_layout = LAYOUT.contains(&field.name().as_str());
            let values = if is_layout {
                Value::Null
            } else {
                arrow_json::values(array)
            };
            (
                field.name().clone(),
                Value::Object(arrow_json::described(field)),
                values,
            )
        })
        .collect()
}

#[test]
fn our_manifests_equal_those_of_the_product_cell_by_cell() {
    let mut compared = 0;
    for vector in all() {
        let name = &vector.name;
        let is_current = name.starts_with("p41_") || name.starts_with("h_");
        if !is_current || vector.expected["footer_first"]["status"] != "ok" {
            continue;
        }
        let (messages, stored) = read(&vector.bytes);
        let mut encoder = Encoder::new(Vec::new(), EncoderOptions::default()).unwrap();
        for message in &messages {
            match message {
                // As chunks, so that the Arrow data are written anew too.
                Message::Arrow(arrow) => {
                    let chunk = arrow.to_chunk(&Limits::default()).unwrap();
                    encoder.write_chunk(&arrow.store_id, chunk).unwrap();
                }
                other => encoder.write(other).unwrap(),
            }
        }
        let (_, made) = read(&encoder.finish().unwrap());
        assert_eq!(made.len(), stored.len(), "{name}");
        for (made, stored) in made.iter().zip(&stored) {
            assert_eq!(made.store_id(), stored.store_id(), "{name}");
            assert_eq!(made.schema(), stored.schema(), "{name}");
            for (made, stored) in columns(made).iter().zip(&columns(stored)) {
                assert_eq!(made, stored, "{name}");
            }
            assert_eq!(
                made.table().num_columns(),
                stored.table().num_columns(),
                "{name}"
            );
            assert_eq!(
                made.stored_sha256(),
                stored.stored_sha256(),
                "{name}: schema hash"
            );
            assert_eq!(
                rushes_rrd::schema_sha256(stored.schema()).unwrap(),
                *stored.stored_sha256().unwrap(),
                "{name}: schema hash"
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 22);
}
