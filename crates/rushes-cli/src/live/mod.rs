//! Commands on live recordings: `serve` (be a server), `tail` (read from one), `push` (write to one).

pub mod logging;
pub mod push;
pub mod serve;
pub mod tail;

use std::sync::mpsc::{Receiver, channel};

use anyhow::Context as _;

/// Runs async code on this thread.
pub fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build();
    runtime.context("couldn't start an event loop")
}

/// Gets a message when the program is to end, by the terminal or by the system.
fn interruptions() -> anyhow::Result<Receiver<()>> {
    let (sender, receiver) = channel();
    let handler = move || {
        // Nobody waits any more if the command has ended by itself.
        sender.send(()).ok();
    };
    ctrlc::set_handler(handler).context("couldn't watch for interruptions")?;
    Ok(receiver)
}

/// What a server wants to see, where nothing else says it.
pub fn token_of_environment() -> Option<String> {
    let token = std::env::var("RUSHES_TOKEN").ok();
    token.filter(|token| !token.is_empty())
}

/// Shared by a server and those who may use it.
#[derive(Clone, Debug, clap::Args)]
pub struct TokenArgument {
    /// File with the token that a server wants to see; by default what the environment's
    /// `RUSHES_TOKEN` says.
    #[arg(long, value_name = "FILE")]
    token_file: Option<std::path::PathBuf>,
}

impl TokenArgument {
    fn token(&self) -> anyhow::Result<Option<String>> {
        let Some(path) = &self.token_file else {
            return Ok(token_of_environment());
        };
        let token = std::fs::read_to_string(path)
            .with_context(|| format!("couldn't read {:?}", path.display().to_string()))?;
        Ok(Some(token.trim().to_owned()))
    }

    fn connect_options(&self) -> anyhow::Result<rushes_net::client::ConnectOptions> {
        Ok(rushes_net::client::ConnectOptions {
            token: self.token()?,
            ..Default::default()
        })
    }
}
