//! Starting a viewer.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::env;

/// What viewers are called, by default.
const VIEWER: &str = "rerun";
/// The command line of this project, which may have been built with a viewer: that is taken first.
const OWN: &str = "rushes";

/// How long a port may take to answer, on this machine.
const ANSWER: Duration = Duration::from_secs(1);

/// How often, and how long each time, to wait for a viewer that was started.
const BIND_TRIES: u32 = 30;
const BIND_PAUSE: Duration = Duration::from_millis(200);

/// How a viewer is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpawnOptions {
    /// Where it listens. If anything does already, that is taken for a viewer, and none is started.
    pub port: u16,
    /// Whether to wait until it listens, for some seconds. Whoever connects may do so before.
    pub wait_for_bind: bool,
    /// How much memory the viewer may use, such as `75%`.
    pub memory_limit: String,
    /// How much of what it got it keeps for those that read from it, such as `1GiB`.
    pub server_memory_limit: String,
    /// What it is called. By default `rerun`; then this project's own viewer is taken first, if it is
    /// there.
    pub executable_name: String,
    /// Where it is, if not where programs are.
    pub executable_path: Option<String>,
    /// More arguments.
    pub extra_args: Vec<String>,
    /// More variables of its environment.
    pub extra_env: Vec<(String, String)>,
    /// Start one in any case; if the port is taken, on another.
    pub new: bool,
    /// Do not start with a welcome.
    pub hide_welcome_screen: bool,
    /// Let it live longer than this program.
    pub detach_process: bool,
    /// Without a window.
    pub headless: bool,
}

impl Default for SpawnOptions {
    fn default() -> Self {
        Self {
            port: crate::DEFAULT_SERVER_PORT,
            wait_for_bind: false,
            memory_limit: "75%".to_owned(),
            server_memory_limit: "1GiB".to_owned(),
            executable_name: VIEWER.to_owned(),
            executable_path: None,
            extra_args: Vec::new(),
            extra_env: Vec::new(),
            new: false,
            hide_welcome_screen: false,
            detach_process: true,
            headless: false,
        }
    }
}

impl SpawnOptions {
    /// Where to connect to.
    pub fn connect_addr(&self) -> SocketAddr {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), self.port)
    }

    /// Where the viewer listens.
    pub fn listen_addr(&self) -> SocketAddr {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), self.port)
    }

    /// What would be started, unless that is the default and this project's own viewer is there.
    pub fn executable_path(&self) -> &str {
        self.executable_path
            .as_deref()
            .unwrap_or(&self.executable_name)
    }
}

/// What was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpawnInfo {
    /// Where the viewer listens.
    pub port: u16,
    /// Its process; none, if there was one already.
    pub child_pid: Option<u32>,
}

/// No viewer can be started.
#[derive(thiserror::Error)]
pub enum SpawnError {
    /// None is there.
    #[error("Failed to find Rerun Viewer executable in PATH.\n{message}\nPATH={search_path:?}")]
    ExecutableNotFoundInPath {
        /// What to do.
        message: String,
        /// What was looked for.
        executable_name: String,
        /// Where.
        search_path: String,
    },

    /// It is not where it was said to be.
    #[error("Failed to find Rerun Viewer executable at {executable_path:?}")]
    ExecutableNotFound {
        /// Where.
        executable_path: String,
    },

    /// It cannot be started.
    #[error("Failed to start the viewer: {0}")]
    Io(#[from] io::Error),
}

impl fmt::Debug for SpawnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Starts a viewer, unless there is one.
///
/// # Errors
/// If there is none to start.
pub fn spawn(options: &SpawnOptions) -> Result<SpawnInfo, SpawnError> {
    let mut port = options.port;
    if answers(options.connect_addr()) {
        if !options.new {
            log::info!("something listens on port {port} already, and is taken for a viewer");
            let child_pid = None;
            return Ok(SpawnInfo { port, child_pid });
        }
        // Free a moment ago, which is as good as it gets.
        let any = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
        port = std::net::TcpListener::bind(any)?.local_addr()?.port();
    }
    if env::var("CI").is_some() {
        log::warn!("a viewer is started in CI, which is unusual");
    }
    let executable = match &options.executable_path {
        Some(path) => path.clone(),
        None => find(&options.executable_name)?,
    };
    let child = command(&executable, port, options).spawn();
    let child = child.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => SpawnError::ExecutableNotFound {
            executable_path: executable,
        },
        _ => SpawnError::Io(error),
    })?;
    if options.wait_for_bind {
        let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
        let has_come = (0..BIND_TRIES).any(|_| {
            let answers = answers(address);
            if !answers {
                std::thread::sleep(BIND_PAUSE);
            }
            answers
        });
        if !has_come {
            log::warn!("the viewer does not listen on port {port} yet");
        }
    }
    Ok(SpawnInfo {
        port,
        child_pid: Some(child.id()),
    })
}

fn answers(address: SocketAddr) -> bool {
    TcpStream::connect_timeout(&address, ANSWER).is_ok()
}

/// The viewer of that name, or any.
fn find(name: &str) -> Result<String, SpawnError> {
    let names = match name {
        VIEWER | "" => vec![OWN, VIEWER],
        _ => vec![name],
    };
    let found = names.iter().find(|name| is_viewer(name));
    found.map(|name| (*name).to_owned()).ok_or_else(|| {
        let message = format!(
            "Looked for {}. Rushes has no viewer of its own yet, and works with that of Rerun 0.41: \
             install it with `pip install rerun-sdk`, or say where it is by `executable_path`. \
             Without a viewer, write a file with `save`, or send to `rushes serve` with \
             `connect_grpc`.",
            names.join(", ")
        );
        SpawnError::ExecutableNotFoundInPath {
            message,
            executable_name: name.to_owned(),
            search_path: env::var("PATH").unwrap_or_default(),
        }
    })
}

/// Whether it can be run, and shows recordings: the command line of this project may have been built
/// without a viewer.
fn is_viewer(name: &str) -> bool {
    let arguments: &[&str] = match name {
        OWN => &["viewer", "--version"],
        _ => &["--version"],
    };
    let mut command = Command::new(name);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // Only ours may be there and be no viewer.
    command
        .status()
        .is_ok_and(|status| status.success() || name != OWN)
}

fn command(executable: &str, port: u16, options: &SpawnOptions) -> Command {
    let mut command = Command::new(executable);
    command
        .arg(format!("--port={port}"))
        .arg(format!("--memory-limit={}", options.memory_limit))
        .arg(format!(
            "--server-memory-limit={}",
            options.server_memory_limit
        ))
        .arg("--expect-data-soon")
        .stdin(Stdio::null());
    if options.hide_welcome_screen {
        command.arg("--hide-welcome-screen");
    }
    if options.headless {
        command.arg("--headless");
    }
    command
        .args(&options.extra_args)
        .envs(options.extra_env.iter().map(|(key, value)| (key, value)));
    #[cfg(unix)]
    if options.detach_process && !options.headless {
        use std::os::unix::process::CommandExt as _;
        // What ends this program at the terminal does not end the viewer.
        command.process_group(0);
    }
    command
}
