//! `rushes tail`: follows a live recording.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use rushes_net::client::read_messages;
use rushes_net::uri::ProxyUri;
use rushes_rrd::{Encoder, EncoderOptions, Message};

use crate::output::print;
use crate::rrd;

/// Arguments of `rushes tail`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The server: `rerun+http://host:9876/proxy`, or `localhost/proxy`.
    #[arg(default_value_t)]
    url: ProxyUri,

    /// File to write, instead of printing. What has come is there at any time.
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,

    /// End when nothing has come for so many seconds, instead of when the server ends.
    #[arg(long, value_name = "SECONDS")]
    until_idle: Option<f64>,

    #[command(flatten)]
    token: super::TokenArgument,
}

/// How often it is looked whether the command is to end.
const TICK: Duration = Duration::from_millis(100);

/// Where the messages go.
enum Sink {
    Print,
    File(Box<Encoder<BufWriter<File>>>),
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let interruptions = super::interruptions()?;
    let idle = arguments.until_idle.map(Duration::try_from_secs_f64);
    let idle = idle.transpose().context("--until-idle")?;
    let mut sink = match &arguments.output {
        None => Sink::Print,
        Some(path) => Sink::File(Box::new(create(path)?)),
    };
    super::runtime()?.block_on(async {
        let options = arguments.token.connect_options()?;
        let mut stream = read_messages(&arguments.url, &options).await?;
        let mut silence = Duration::ZERO;
        loop {
            let Ok(next) = tokio::time::timeout(TICK, stream.next()).await else {
                silence += TICK;
                sink.flush()?;
                let is_over = idle.is_some_and(|idle| silence >= idle);
                if is_over || interruptions.try_recv().is_ok() {
                    break;
                }
                continue;
            };
            silence = Duration::ZERO;
            match next? {
                Some(message) => sink.take(&message)?,
                None => break,
            }
            if interruptions.try_recv().is_ok() {
                break;
            }
        }
        anyhow::Ok(())
    })?;
    sink.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn create(path: &Path) -> anyhow::Result<Encoder<BufWriter<File>>> {
    let context = || format!("couldn't create {:?}", path.display().to_string());
    let file = File::create(path).with_context(context)?;
    Ok(Encoder::new(
        BufWriter::new(file),
        EncoderOptions::default(),
    )?)
}

impl Sink {
    fn take(&mut self, message: &Message) -> anyhow::Result<()> {
        match self {
            Self::Print => print(&rrd::line(message)?),
            Self::File(encoder) => Ok(encoder.write(message)?),
        }
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Print => Ok(()),
            Self::File(encoder) => Ok(encoder.flush()?),
        }
    }

    fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Print => Ok(()),
            Self::File(encoder) => {
                let buffer = encoder.finish()?;
                let file = buffer.into_inner().map_err(|error| error.into_error())?;
                Ok(file.sync_all()?)
            }
        }
    }
}
