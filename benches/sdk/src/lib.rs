//! What the programs of `cargo xtask bench sdk` share: the workloads (`workload.rs`), their data (`data.rs`), and the
//! measurement of one run (`run.rs`).
//!
//! Each program does one workload in a process of its own and prints one line of JSON:
//!
//! - `ours` and `peer` log it. Both are compiled from `log.rs`: the same lines, against one SDK or the other.
//! - `mcap` writes a message of as many bytes for each call, on a channel without schema.
//! - `plain` does with the same bytes what cannot be left out: writes them, or compresses them.
//! - `check` counts the rows of a file, for speed is worth nothing if the work was not done.

mod data;
mod run;
mod workload;

pub use data::{picture, points};
pub use run::{Calls, Run};
pub use workload::{TEXT, Workload};
