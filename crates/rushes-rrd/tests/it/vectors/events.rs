//! What our reader finds, written as the expected files write it.

use rushes_core::{StoreId, StoreKind, StoreSource};
use rushes_rrd::{
    ArrowMsg, Compression, Damage, Item, Limits, Manifest, Message, MessageReader, RawMessage,
    decode_footer,
};
use serde_json::{Map, Value, json};

use super::arrow_json;

/// What was read: events that the product has too, and what is lost.
#[derive(Debug, Default)]
pub struct Found {
    /// `header`, `message`, `dropped` and `footer` events.
    pub events: Vec<Value>,
    /// Damages, and messages whose chunk is not readable.
    pub lost: Vec<Damage>,
    /// Why the input is refused as a whole.
    pub refused: Option<rushes_rrd::Error>,
}

/// Reads all of `bytes`.
pub fn read(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    for item in MessageReader::new(bytes, Limits::default()) {
        match item {
            Ok(item) => found.add(item),
            Err(error) => found.refused = Some(error),
        }
    }
    found
}

impl Found {
    fn add(&mut self, item: Item) {
        match item {
            Item::Header { offset, header } => self.events.push(json!({
                "event": "header",
                "offset": offset,
                "version": header.version.to_string(),
                "compression": u8::from(header.compression == Compression::Lz4),
                "serializer": 2,
            })),
            Item::Message { raw, message } => match content(&message) {
                Ok(content) => {
                    let head = json!({
                        "event": "message",
                        "offset": raw.offset,
                        "kind": kind(&raw),
                        "payload_len": raw.payload.len(),
                    });
                    self.events.push(merged(head, content));
                }
                Err(error) => self.lost.push(Damage {
                    bytes: raw.byte_range(),
                    cause: rushes_rrd::Cause::Undecodable {
                        reason: error.to_string(),
                    },
                    kind: Some(raw.kind),
                }),
            },
            Item::Orphan(raw) => self.events.push(json!({
                "event": "dropped",
                "offset": raw.offset,
                "kind": kind(&raw),
            })),
            Item::End(raw) => {
                let manifests = decode_footer(raw.payload.clone(), &Limits::default()).ok();
                let manifests = manifests.map(|all| all.iter().map(manifest).collect::<Vec<_>>());
                self.events.push(json!({
                    "event": "footer",
                    "offset": raw.offset,
                    "payload_len": raw.payload.len(),
                    "manifests": manifests,
                }));
            }
            Item::Damage(damage) => self.lost.push(damage),
            Item::StoredEnd { bytes, .. } => panic!("nobody asked for {bytes:?}"),
        }
    }
}

fn merged(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(mut first), Value::Object(second)) => {
            first.extend(second);
            Value::Object(first)
        }
        other => panic!("no objects: {other:?}"),
    }
}

fn kind(raw: &RawMessage) -> &'static str {
    use rushes_rrd::MessageKind as Kind;
    match raw.kind {
        Kind::End => "End",
        Kind::SetStoreInfo => "SetStoreInfo",
        Kind::ArrowMsg => "ArrowMsg",
        Kind::BlueprintActivation => "BlueprintActivationCommand",
    }
}

fn content(message: &Message) -> rushes_rrd::Result<Value> {
    Ok(match message {
        Message::SetStoreInfo(message) => json!({
            "row_id": message.row_id.tuid().to_string(),
            "store_id": store_id(&message.info.store_id),
            "store_source": store_source(&message.info.store_source),
            "store_version_in_message": message.info.store_version.map(|v| v.to_string()),
        }),
        Message::BlueprintActivation(message) => json!({
            "blueprint_id": store_id(&message.blueprint_id),
            "make_active": message.make_active,
            "make_default": message.make_default,
        }),
        Message::Arrow(message) => arrow(message)?,
    })
}

fn arrow(message: &ArrowMsg) -> rushes_rrd::Result<Value> {
    let limits = Limits::default();
    // What breaks the rules of the chunk schema is an error of the message, as it is there.
    message.normalized(&limits)?;
    Ok(json!({
        "store_id": store_id(&message.store_id),
        "chunk_id": message.chunk_id.map(|id| id.tuid().to_string()),
        "compression": match message.compression {
            Compression::None => 1,
            Compression::Lz4 => 2,
        },
        "uncompressed_size": message.uncompressed_size,
        "payload_size": message.payload.len(),
        "is_static": message.is_static,
        "chunk": arrow_json::chunk(&message.stored_batch(&limits)?),
    }))
}

pub fn store_id(id: &StoreId) -> Value {
    json!({
        "kind": match id.kind() {
            StoreKind::Recording => "Recording",
            StoreKind::Blueprint => "Blueprint",
        },
        "application_id": id.application_id().as_str(),
        "recording_id": id.recording_id().as_str(),
    })
}

fn store_source(source: &StoreSource) -> String {
    match source {
        StoreSource::PythonSdk(version) => format!("python {version}"),
        StoreSource::RustSdk {
            rustc_version,
            llvm_version,
        } => format!("rust {rustc_version} llvm {llvm_version}"),
        StoreSource::Other(text) => format!("other {text}"),
        other => panic!("no vector comes from {other}"),
    }
}

/// A manifest in the complete form.
pub fn manifest(manifest: &Manifest) -> Value {
    let sha256 = manifest.stored_sha256().map(|hash| arrow_json::hex(hash));
    let table = manifest.table();
    let data: Map<String, Value> = table
        .schema_ref()
        .fields()
        .iter()
        .zip(table.columns())
        .map(|(field, array)| {
            let mut column = arrow_json::described(field);
            column.insert("values".into(), arrow_json::values(array));
            (field.name().clone(), Value::Object(column))
        })
        .collect();
    let schema = manifest.schema().to_arrow();
    let fields: Vec<_> = schema
        .fields()
        .iter()
        .map(|field| {
            let mut described = arrow_json::described(field);
            described.insert("name".into(), field.name().as_str().into());
            Value::Object(described)
        })
        .collect();
    json!({
        "store_id": store_id(manifest.store_id()),
        "sorbet_schema_sha256": sha256,
        "sorbet_schema_fields": fields,
        "data": data,
    })
}

/// A complete manifest in the short form that some expected files have.
pub fn summary(manifest: &Value) -> Value {
    let data = manifest["data"].as_object().unwrap();
    json!({
        "store_id": manifest["store_id"],
        "num_chunks": data["chunk_id"]["values"].as_array().unwrap().len(),
        "columns": data.keys().collect::<Vec<_>>(),
    })
}
