//! Chunks of older schemas in the current one.

use rushes_rrd::{Item, Limits, Message, MessageReader};

use super::{all, arrow_json};

#[test]
fn older_chunks_become_what_the_product_makes_of_them() {
    let mut compared = 0;
    for vector in all() {
        let expected = vector.expected("chunks_after_migration");
        if expected.is_empty() {
            continue;
        }
        let limits = Limits::default();
        let mut found = Vec::new();
        for item in MessageReader::new(vector.bytes.as_slice(), limits.clone()) {
            if let Item::Message {
                message: Message::Arrow(message),
                ..
            } = item.unwrap()
            {
                let normalized = message.normalized(&limits).unwrap();
                found.push(arrow_json::chunk(&normalized.batch));
                message.to_chunk(&limits).unwrap();
            }
        }
        assert_eq!(found.len(), expected.len(), "{}", vector.name);
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(found, expected, "{}", vector.name);
        }
        compared += expected.len();
    }
    assert_eq!(compared, 103);
}
