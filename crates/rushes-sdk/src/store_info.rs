//! How a recording of this SDK introduces itself.

use rushes_core::{ApplicationId, StoreId, StoreInfo, StoreKind, StoreSource};

/// This SDK, as a source of recordings.
pub(crate) fn source() -> StoreSource {
    StoreSource::RustSdk {
        rustc_version: env!("RUSHES_RUSTC_VERSION").to_owned(),
        llvm_version: env!("RUSHES_LLVM_VERSION").to_owned(),
    }
}

/// A new recording with a random id.
pub fn new_store_info(application_id: impl Into<ApplicationId>) -> StoreInfo {
    let store_id = StoreId::random(StoreKind::Recording, application_id);
    StoreInfo::of_this_version(store_id, source())
}
