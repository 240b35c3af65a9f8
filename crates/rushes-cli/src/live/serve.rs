//! `rushes serve`: a message proxy.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;

use rushes_net::server::{
    MemoryLimit, PlaybackBehavior, ServerOptions, Setup, TlsFiles, serve_with,
};

use super::logging::{self, LogFormat};

/// Arguments of `rushes serve`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Where to listen; 0 is any port that is free.
    #[arg(long, default_value_t = rushes_sdk::DEFAULT_SERVER_PORT)]
    port: u16,

    /// The address to listen on: this machine only, `0.0.0.0` for everyone who can reach it.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,

    /// How much to keep for viewers that come late: such as `1GiB`, `25%` of the machine's memory, `0`,
    /// `unlimited`. When it is used up, the oldest data makes room; static data does so last.
    #[arg(long, alias = "server-memory-limit", value_name = "LIMIT", default_value_t = MemoryLimit::default())]
    memory_limit: MemoryLimit,

    /// Viewers that come late get the newest data first.
    #[arg(long)]
    newest_first: bool,

    /// Save every recording into this folder, as it comes. What the server has acknowledged is on the
    /// disk, and what the folder holds is served after a restart.
    #[arg(long, value_name = "DIR")]
    save: Option<PathBuf>,

    /// Web pages that may read, beside those of this machine, such as `https://*.example.com`.
    #[arg(long, value_name = "PATTERN")]
    cors_allow_origin: Vec<String>,

    /// Encrypt connections, with the certificate in this PEM file.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,

    /// The certificate's key.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,

    #[command(flatten)]
    token: super::TokenArgument,

    /// How the log on standard error is written.
    #[arg(long, value_enum, default_value_t)]
    log_format: LogFormat,
}

impl Arguments {
    fn tls(&self) -> Option<TlsFiles> {
        Some(TlsFiles {
            certificate: self.tls_cert.clone()?,
            key: self.tls_key.clone()?,
        })
    }
}

/// Runs the command, until interrupted.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    logging::start(arguments.log_format);
    let interruptions = super::interruptions()?;
    let setup = Setup {
        options: ServerOptions {
            playback_behavior: PlaybackBehavior::from_newest_first(arguments.newest_first),
            memory_limit: arguments.memory_limit,
            cors_allowed_origins: arguments.cors_allow_origin.clone(),
        },
        save: arguments.save.clone(),
        token: arguments.token.token()?,
        tls: arguments.tls(),
    };
    // Many connections are many open files. Where that is not allowed, taking them says so.
    rlimit::increase_nofile_limit(u64::MAX).ok();
    let server = serve_with(arguments.bind, arguments.port, setup)?;
    let reach = if arguments.bind.is_loopback() {
        "for programs on this machine only; --bind 0.0.0.0 opens it to others"
    } else {
        "for everyone who can reach this address"
    };
    log::info!("listening on {}, {reach}", server.address());
    // What programs that start this one wait for.
    crate::output::print(&format!("{}\n", server.uri()))?;
    interruptions.recv().ok();
    log::info!("ending: no more connections are taken");
    server.shut_down();
    let statistics = server.statistics();
    log::info!(
        "ended, after {} messages of {} bytes",
        statistics.received_messages,
        statistics.received_bytes
    );
    Ok(ExitCode::SUCCESS)
}
