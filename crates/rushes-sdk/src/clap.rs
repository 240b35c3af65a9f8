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
}

/// The name that [`RushesArgs`] has in other SDKs.
pub type RerunArgs = RushesArgs;

/// Must live as long as the program logs.
#[derive(Debug)]
#[must_use]
pub struct ServeGuard(());

impl RushesArgs {
    /// A stream to where the user wants it. Without an option it keeps everything until it gets a
    /// sink.
    ///
    /// # Errors
    /// If the file cannot be created, or there are no more threads; for `--connect` and `--spawn`
    /// always, as this version cannot log over the network.
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
        for (is_wanted, option) in [
            (self.connect.is_some(), "--connect"),
            (self.spawn, "--spawn"),
        ] {
            if is_wanted {
                return Err(RecordingStreamError::NoNetwork(option));
            }
        }
        let stream = match &self.save {
            _ if self.stdout => builder.stdout(),
            Some(path) => builder.save(path),
            None => builder.buffered(),
        };
        Ok((stream?, ServeGuard(())))
    }
}
