//! The protocol, generated from the definitions under `proto`.
#![allow(missing_docs, reason = "the definitions are documented where they are")]

/// What recordings are made of, and how they are proxied.
pub mod rerun {
    /// Types that several services share.
    pub mod common {
        /// The only version.
        pub mod v1alpha1 {
            include!(concat!(env!("OUT_DIR"), "/rerun.common.v1alpha1.rs"));
        }
    }

    /// What recordings are made of.
    pub mod log_msg {
        /// The only version.
        pub mod v1alpha1 {
            include!(concat!(env!("OUT_DIR"), "/rerun.log_msg.v1alpha1.rs"));
        }
    }

    /// The message proxy.
    pub mod sdk_comms {
        /// The only version.
        pub mod v1alpha1 {
            include!(concat!(env!("OUT_DIR"), "/rerun.sdk_comms.v1alpha1.rs"));
        }
    }
}

/// Writing with acknowledgements.
pub mod rushes {
    /// The first version.
    pub mod v1 {
        include!(concat!(env!("OUT_DIR"), "/rushes.v1.rs"));
    }
}

pub use rerun::common::v1alpha1 as common;
pub use rerun::log_msg::v1alpha1 as log_msg;
pub use rerun::sdk_comms::v1alpha1 as sdk_comms;
pub use rushes::v1 as ingest;
