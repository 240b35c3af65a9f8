//! The protobuf messages of the shared format. Numbers and meaning: the format's specification.

use bytes::Bytes;

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Tuid {
    #[prost(fixed64, optional, tag = "1")]
    pub time_ns: Option<u64>,
    #[prost(fixed64, optional, tag = "2")]
    pub inc: Option<u64>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct ApplicationId {
    #[prost(string, tag = "1")]
    pub id: String,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct StoreId {
    #[prost(int32, tag = "1")]
    pub kind: i32,
    #[prost(string, tag = "2")]
    pub recording_id: String,
    #[prost(message, optional, tag = "3")]
    pub application_id: Option<ApplicationId>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct SetStoreInfo {
    #[prost(message, optional, tag = "1")]
    pub row_id: Option<Tuid>,
    #[prost(message, optional, tag = "2")]
    pub info: Option<StoreInfo>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct StoreInfo {
    /// Only in files of 0.24 and earlier.
    #[prost(message, optional, tag = "1")]
    pub application_id: Option<ApplicationId>,
    #[prost(message, optional, tag = "2")]
    pub store_id: Option<StoreId>,
    #[prost(message, optional, tag = "5")]
    pub store_source: Option<StoreSource>,
    #[prost(message, optional, tag = "6")]
    pub store_version: Option<StoreVersion>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct StoreVersion {
    #[prost(int32, tag = "1")]
    pub crate_version_bits: i32,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct StoreSource {
    #[prost(int32, tag = "1")]
    pub kind: i32,
    #[prost(message, optional, tag = "2")]
    pub extra: Option<StoreSourceExtra>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct StoreSourceExtra {
    #[prost(bytes = "bytes", tag = "1")]
    pub payload: Bytes,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct PythonVersion {
    #[prost(int32, tag = "1")]
    pub major: i32,
    #[prost(int32, tag = "2")]
    pub minor: i32,
    #[prost(int32, tag = "3")]
    pub patch: i32,
    #[prost(string, tag = "4")]
    pub suffix: String,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct CrateInfo {
    #[prost(string, tag = "1")]
    pub rustc_version: String,
    #[prost(string, tag = "2")]
    pub llvm_version: String,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct FileSource {
    #[prost(int32, tag = "1")]
    pub kind: i32,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct ArrowMsg {
    #[prost(message, optional, tag = "1")]
    pub store_id: Option<StoreId>,
    #[prost(int32, tag = "2")]
    pub compression: i32,
    #[prost(uint64, tag = "3")]
    pub uncompressed_size: u64,
    #[prost(int32, tag = "4")]
    pub encoding: i32,
    #[prost(bytes = "bytes", tag = "5")]
    pub payload: Bytes,
    #[prost(message, optional, tag = "6")]
    pub chunk_id: Option<Tuid>,
    #[prost(bool, optional, tag = "7")]
    pub is_static: Option<bool>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct BlueprintActivationCommand {
    #[prost(message, optional, tag = "1")]
    pub blueprint_id: Option<StoreId>,
    #[prost(bool, tag = "2")]
    pub make_active: bool,
    #[prost(bool, tag = "3")]
    pub make_default: bool,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct RrdManifest {
    #[prost(message, optional, tag = "1")]
    pub store_id: Option<StoreId>,
    #[prost(message, optional, tag = "2")]
    pub sorbet_schema: Option<Schema>,
    #[prost(bytes = "bytes", optional, tag = "3")]
    pub sorbet_schema_sha256: Option<Bytes>,
    #[prost(message, optional, tag = "4")]
    pub data: Option<DataframePart>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Schema {
    #[prost(bytes = "bytes", optional, tag = "1")]
    pub arrow_schema: Option<Bytes>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct DataframePart {
    #[prost(int32, tag = "1")]
    pub encoder_version: i32,
    #[prost(bytes = "bytes", optional, tag = "2")]
    pub payload: Option<Bytes>,
    #[prost(int32, tag = "3")]
    pub compression: i32,
    #[prost(uint64, tag = "4")]
    pub uncompressed_size: u64,
}
