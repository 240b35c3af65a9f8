//! Between protobuf messages and the vocabulary of recordings.

use std::collections::HashMap;

use prost::Message as _;
use rushes_core::{
    ApplicationId, CrateVersion, FileSource, PythonVersion, RecordingId, StoreId, StoreInfo,
    StoreKind, StoreSource, Tuid,
};

use crate::{Error, Result, proto};

/// The application ids that streams of 0.23 and 0.24 leave out of their store ids.
///
/// There, only [`StoreInfo`] names the application; what follows is looked up.
#[derive(Clone, Debug, Default)]
pub(crate) struct LegacyIds {
    applications: HashMap<(StoreKind, String), ApplicationId>,
}

/// A store id on the wire: complete, or still without its application.
pub(crate) enum WireStoreId {
    Complete(StoreId),
    Legacy(StoreKind, String),
}

impl LegacyIds {
    pub fn remember(&mut self, store_id: &StoreId) {
        let key = (store_id.kind(), store_id.recording_id().as_str().to_owned());
        self.applications
            .insert(key, store_id.application_id().clone());
    }

    /// The full id; `None` when no store info named the application before.
    pub fn resolve(&self, id: WireStoreId) -> Option<StoreId> {
        match id {
            WireStoreId::Complete(id) => Some(id),
            WireStoreId::Legacy(kind, recording_id) => {
                let key = (kind, recording_id);
                let application_id = self.applications.get(&key)?.clone();
                Some(StoreId::new(kind, application_id, RecordingId::from(key.1)))
            }
        }
    }
}

pub(crate) fn required<T>(field: Option<T>, name: &str) -> Result<T> {
    field.ok_or_else(|| Error::invalid(format!("the message lacks its {name}")))
}

pub(crate) fn tuid(id: &proto::Tuid) -> Result<Tuid> {
    Ok(Tuid {
        time_ns: required(id.time_ns, "time")?,
        inc: required(id.inc, "increment")?,
    })
}

pub(crate) fn tuid_to_proto(id: Tuid) -> proto::Tuid {
    proto::Tuid {
        time_ns: Some(id.time_ns),
        inc: Some(id.inc),
    }
}

pub(crate) fn store_id(id: proto::StoreId) -> Result<WireStoreId> {
    const BLUEPRINT: i32 = 2;
    let kind = if id.kind == BLUEPRINT {
        StoreKind::Blueprint
    } else {
        StoreKind::Recording
    };
    Ok(match id.application_id {
        None => WireStoreId::Legacy(kind, id.recording_id),
        Some(application_id) => WireStoreId::Complete(StoreId::new(
            kind,
            application(application_id)?,
            id.recording_id,
        )),
    })
}

fn application(id: proto::ApplicationId) -> Result<ApplicationId> {
    ApplicationId::try_new(id.id).map_err(|err| Error::invalid(err.to_string()))
}

pub(crate) fn store_id_to_proto(id: &StoreId) -> proto::StoreId {
    proto::StoreId {
        kind: match id.kind() {
            StoreKind::Recording => 1,
            StoreKind::Blueprint => 2,
        },
        recording_id: id.recording_id().as_str().to_owned(),
        application_id: Some(proto::ApplicationId {
            id: id.application_id().as_str().to_owned(),
        }),
    }
}

pub(crate) fn store_info(info: proto::StoreInfo) -> Result<StoreInfo> {
    let store_id = match store_id(required(info.store_id, "store id")?)? {
        WireStoreId::Complete(id) => id,
        WireStoreId::Legacy(kind, recording_id) => {
            let application_id = application(required(info.application_id, "application id")?)?;
            StoreId::new(kind, application_id, recording_id)
        }
    };
    Ok(StoreInfo {
        store_id,
        store_source: store_source(required(info.store_source, "store source")?)?,
        store_version: info
            .store_version
            .map(|version| CrateVersion::from_bytes(version.crate_version_bits.to_le_bytes())),
    })
}

pub(crate) fn store_info_to_proto(info: &StoreInfo) -> proto::StoreInfo {
    proto::StoreInfo {
        application_id: None,
        store_id: Some(store_id_to_proto(&info.store_id)),
        store_source: Some(store_source_to_proto(&info.store_source)),
        store_version: info.store_version.map(|version| proto::StoreVersion {
            crate_version_bits: i32::from_le_bytes(version.to_bytes()),
        }),
    }
}

fn store_source(source: proto::StoreSource) -> Result<StoreSource> {
    let extra = || required(source.extra.clone(), "store source details").map(|e| e.payload);
    Ok(match source.kind {
        1 => StoreSource::CSdk,
        2 => {
            let version = proto::PythonVersion::decode(extra()?)?;
            let part = |number: i32| {
                u8::try_from(number)
                    .map_err(|_range| Error::invalid(format!("no Python version has {number}")))
            };
            StoreSource::PythonSdk(PythonVersion {
                major: part(version.major)?,
                minor: part(version.minor)?,
                patch: part(version.patch)?,
                suffix: version.suffix,
            })
        }
        3 => {
            let info = proto::CrateInfo::decode(extra()?)?;
            StoreSource::RustSdk {
                rustc_version: info.rustc_version,
                llvm_version: info.llvm_version,
            }
        }
        4 => StoreSource::File {
            file_source: match proto::FileSource::decode(extra()?)?.kind {
                1 => FileSource::Cli,
                2 => FileSource::Uri,
                3 => FileSource::DragAndDrop,
                4 => FileSource::FileDialog,
                5 => FileSource::Sdk,
                other => return Err(Error::invalid(format!("unknown file source {other}"))),
            },
        },
        5 => StoreSource::Viewer,
        6 => StoreSource::Other(
            String::from_utf8(extra()?.into())
                .map_err(|_utf8| Error::invalid("the store source is not UTF-8"))?,
        ),
        _ => StoreSource::Unknown,
    })
}

fn store_source_to_proto(source: &StoreSource) -> proto::StoreSource {
    let (kind, payload) = match source {
        StoreSource::Unknown => (0, Vec::new()),
        StoreSource::CSdk => (1, Vec::new()),
        StoreSource::PythonSdk(version) => {
            let version = proto::PythonVersion {
                major: version.major.into(),
                minor: version.minor.into(),
                patch: version.patch.into(),
                suffix: version.suffix.clone(),
            };
            (2, version.encode_to_vec())
        }
        StoreSource::RustSdk {
            rustc_version,
            llvm_version,
        } => {
            let info = proto::CrateInfo {
                rustc_version: rustc_version.clone(),
                llvm_version: llvm_version.clone(),
            };
            (3, info.encode_to_vec())
        }
        StoreSource::File { file_source } => {
            let kind = match file_source {
                FileSource::Cli => 1,
                FileSource::Uri => 2,
                FileSource::DragAndDrop => 3,
                FileSource::FileDialog => 4,
                FileSource::Sdk => 5,
            };
            (4, proto::FileSource { kind }.encode_to_vec())
        }
        StoreSource::Viewer => (5, Vec::new()),
        StoreSource::Other(text) => (6, text.clone().into_bytes()),
    };
    proto::StoreSource {
        kind,
        extra: Some(proto::StoreSourceExtra {
            payload: payload.into(),
        }),
    }
}
