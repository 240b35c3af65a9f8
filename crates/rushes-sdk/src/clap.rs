//! Where a program logs to, as options of its command line.

use std::path::PathBuf;

use rushes_core::ApplicationId;

use crate::blueprint::Blueprint;
use crate::{RecordingStream, RecordingStreamBuilder, RecordingStreamError, RecordingStreamResult};

/// The options, to be flattened into a program's own.
///
/// ```
/// use clap::Parser;
/// use rushes_sdk::clap::RushesArgs;
///
/// #[derive(Parser)]
/// struct Args {
///     #[command(flatten)]
///     rushes: RushesArgs,
/// }
///
/// # let file = tempfile::NamedTempFile::new()?;
/// # let path = file.path().to_string_lossy();
/// let args = Args::parse_from(["program", "--save", &path]);
/// let (rec, _guard) = args.rushes.init("my_app")?;
/// # assert!(rec.is_enabled());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, clap::Args)]
pub struct RushesArgs {
    /// Write everything to this file, which ends in `.rrd`.
    #[arg(long, value_name = "FILE", conflicts_with = "stdout")]
    save: Option<PathBuf>,

    /// Write everything to standard output, which must not be a terminal.
    #[arg(long, short = 'o')]
    stdout: bool,

    /// Send everything to a server, at this URL or the usual one.
    #[arg(long, value_name = "URL", conflicts_with_all = ["stdout", "save"])]
    connect: Option<Option<String>>,

    /// Start a viewer, and send everything to it.
    #[arg(long, conflicts_with_all = ["stdout", "save", "connect"])]
    spawn: bool,

    /// Be a server that viewers read from, until interrupted.
    #[cfg(feature = "server")]
    #[arg(long, conflicts_with_all = ["stdout", "save", "connect", "spawn"])]
    serve: bool,

    /// How much the server keeps for viewers that come late, such as `1GiB` or `25%`.
    #[cfg(feature = "server")]
    #[arg(long, value_name = "LIMIT", default_value = "25%", requires = "serve")]
    server_memory_limit: String,

    /// Viewers that come late get the newest data first.
    #[cfg(feature = "server")]
    #[arg(long, requires = "serve")]
    newest_first: bool,

    /// The address that the server listens on.
    #[cfg(feature = "server")]
    #[arg(
        long,
        value_name = "ADDRESS",
        default_value = "0.0.0.0",
        requires = "serve"
    )]
    bind: String,
}

/// The name that [`RushesArgs`] has in other SDKs.
pub type RerunArgs = RushesArgs;

/// Must live as long as the program logs. If the program is a server, dropping it waits until the
/// program is interrupted, so that there is time to look.
#[derive(Debug)]
#[must_use]
pub struct ServeGuard {
    is_serving: bool,
}

impl Drop for ServeGuard {
    fn drop(&mut self) {
        if self.is_serving && !std::thread::panicking() {
            log::info!("serving until interrupted");
            loop {
                std::thread::park();
            }
        }
    }
}

impl RushesArgs {
    /// A stream to where the user wants it. Without an option it keeps everything until it gets a
    /// sink.
    ///
    /// # Errors
    /// If the file cannot be created, the URL is none of a server, there is no viewer to start, or
    /// there are no more threads. `--connect` and `--spawn` need the feature `grpc`.
    pub fn init(
        &self,
        application_id: impl Into<ApplicationId>,
    ) -> RecordingStreamResult<(RecordingStream, ServeGuard)> {
        self.start(RecordingStreamBuilder::new(application_id))
    }

    /// As [`Self::init`], with a layout that is shown at once.
    ///
    /// # Errors
    /// As [`Self::init`].
    pub fn init_with_blueprint(
        &self,
        application_id: impl Into<ApplicationId>,
        blueprint: Blueprint,
    ) -> RecordingStreamResult<(RecordingStream, ServeGuard)> {
        self.start(RecordingStreamBuilder::new(application_id).with_blueprint(blueprint))
    }

    /// As [`Self::init`], with a layout that the application starts with.
    ///
    /// # Errors
    /// As [`Self::init`].
    pub fn init_with_default_blueprint(
        &self,
        application_id: impl Into<ApplicationId>,
        blueprint: Blueprint,
    ) -> RecordingStreamResult<(RecordingStream, ServeGuard)> {
        self.start(RecordingStreamBuilder::new(application_id).with_default_blueprint(blueprint))
    }

    fn start(
        &self,
        builder: RecordingStreamBuilder,
    ) -> RecordingStreamResult<(RecordingStream, ServeGuard)> {
        let guard = ServeGuard {
            is_serving: self.is_serving(),
        };
        let stream = match &self.save {
            _ if self.stdout => builder.stdout(),
            Some(path) => builder.save(path),
            None if guard.is_serving => self.serve(builder),
            None if self.connect.is_some() => self.connect(builder),
            None if self.spawn => spawn(builder),
            None => builder.buffered(),
        };
        Ok((stream?, guard))
    }

    #[cfg(feature = "server")]
    fn is_serving(&self) -> bool {
        self.serve
    }

    #[cfg(not(feature = "server"))]
    fn is_serving(&self) -> bool {
        false
    }

    #[cfg(feature = "server")]
    fn serve(&self, builder: RecordingStreamBuilder) -> RecordingStreamResult<RecordingStream> {
        use crate::{MemoryLimit, PlaybackBehavior, ServerOptions};
        let memory_limit = MemoryLimit::parse(&self.server_memory_limit);
        let options = ServerOptions {
            memory_limit: memory_limit.map_err(RecordingStreamError::Server)?,
            playback_behavior: PlaybackBehavior::from_newest_first(self.newest_first),
            ..ServerOptions::default()
        };
        builder.serve_grpc_opts(&self.bind, crate::DEFAULT_SERVER_PORT, options)
    }

    #[cfg(not(feature = "server"))]
    fn serve(&self, _builder: RecordingStreamBuilder) -> RecordingStreamResult<RecordingStream> {
        Err(RecordingStreamError::NoNetwork("--serve"))
    }

    #[cfg(feature = "grpc")]
    fn connect(&self, builder: RecordingStreamBuilder) -> RecordingStreamResult<RecordingStream> {
        let url = self.connect.as_ref().and_then(Option::as_ref);
        builder.connect_grpc_opts(url.map_or(crate::DEFAULT_CONNECT_URL, String::as_str))
    }

    #[cfg(not(feature = "grpc"))]
    fn connect(&self, _builder: RecordingStreamBuilder) -> RecordingStreamResult<RecordingStream> {
        Err(RecordingStreamError::NoNetwork("--connect"))
    }
}

#[cfg(feature = "grpc")]
fn spawn(builder: RecordingStreamBuilder) -> RecordingStreamResult<RecordingStream> {
    builder.spawn()
}

#[cfg(not(feature = "grpc"))]
fn spawn(_builder: RecordingStreamBuilder) -> RecordingStreamResult<RecordingStream> {
    Err(RecordingStreamError::NoNetwork("--spawn"))
}
