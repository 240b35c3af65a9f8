//! Comparisons with the peer: the same work, in the same run, as ratios.
//!
//! `rrd.rs` is the comparison of the `rrd` commands; `data.rs` its input files, `measure.rs` one measured run of one
//! program, `report.rs` the table and the JSON. `sdk.rs` is the comparison of the SDKs, whose programs are in
//! `benches/sdk` and measure themselves; `sdk_report.rs` its tables. `net.rs` runs
//! the same programs against servers.

mod data;
mod measure;
pub(crate) mod net;
mod report;
pub(crate) mod rrd;
pub(crate) mod sdk;
mod sdk_report;

/// A comparison.
#[derive(clap::Subcommand)]
pub(crate) enum Bench {
    /// `stats`, `verify`, `merge`, `filter` and `route` on three large files.
    Rrd(rrd::Args),
    /// Logging: what a call costs its caller, and how fast everything is written.
    Sdk(sdk::Args),
    /// The same over the network, into our server and the peer's.
    Net(net::Args),
    /// Logging from Python: what a call costs, how fast everything is written, how long importing takes.
    Python,
}
