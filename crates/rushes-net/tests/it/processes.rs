//! Servers and producers as processes, which can be killed: this test program once more.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rushes_net::client::{ConnectOptions, Writer, WriterOptions};
use rushes_net::server::{Setup, serve_with};
use rushes_net::uri::ProxyUri;

use crate::support::{LOOPBACK, PATIENCE, chunk, recording, store_info};

const FOLDER: &str = "RUSHES_TEST_FOLDER";
const PORT: &str = "RUSHES_TEST_PORT";
const RECORDING: &str = "RUSHES_TEST_RECORDING";

/// Chunks that a producer sends between two flushes.
pub const BURST: u64 = 7;

/// Not a test: what a server's process does.
#[test]
#[ignore = "is run by other tests"]
fn serve_until_killed() {
    let folder = PathBuf::from(std::env::var(FOLDER).unwrap());
    let setup = Setup {
        save: Some(folder),
        ..Setup::default()
    };
    let _server = serve_with(LOOPBACK, port(), setup).unwrap();
    println!("\nserving");
    loop {
        std::thread::park();
    }
}

/// Not a test: what a producer's process does. It says how many of its chunks are acknowledged; the
/// length of each tells it from the others.
#[test]
#[ignore = "is run by other tests"]
fn produce_until_killed() {
    let store = recording(&std::env::var(RECORDING).unwrap());
    let writer = patient_writer(port());
    writer.send(&store_info(&store)).unwrap();
    println!();
    for sent in 1.. {
        writer.send(&chunk(&store, 1, sent)).unwrap();
        if (sent as u64).is_multiple_of(BURST) {
            writer.flush(PATIENCE).unwrap();
            println!("acknowledged {sent}");
        }
    }
}

fn port() -> u16 {
    std::env::var(PORT).unwrap().parse().unwrap()
}

/// One that waits for servers that are away for long.
pub fn patient_writer(port: u16) -> Writer {
    let options = WriterOptions {
        connect: ConnectOptions::default(),
        connect_timeout_on_flush: PATIENCE,
        ..WriterOptions::default()
    };
    Writer::new(ProxyUri::local(port), options).unwrap()
}

/// A process that does not outlive the test.
pub struct Process {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Process {
    fn start(mut command: Command, port: u16) -> Self {
        let mut child = command
            .env(PORT, port.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// A server, when it serves.
    pub fn server(folder: &Path, port: u16) -> Self {
        let mut command = Command::new("sh");
        // So that files that grow too large are errors, and not the end.
        command.args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"]);
        command
            .arg(std::env::current_exe().unwrap())
            .args(arguments("processes::serve_until_killed"))
            .env(FOLDER, folder);
        let mut this = Self::start(command, port);
        let mut lines = this.lines.by_ref().map(Result::unwrap);
        assert!(
            lines.any(|line| line == "serving"),
            "the server did not start"
        );
        this
    }

    /// A producer of a recording.
    pub fn producer(recording: &str, port: u16) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(arguments("processes::produce_until_killed"))
            .env(RECORDING, recording);
        Self::start(command, port)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it; returns how many chunks were acknowledged, as far as it said so.
    pub fn kill(mut self) -> u64 {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let lines = self.lines.by_ref().map_while(Result::ok);
        let counts = lines.filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok());
        counts.last().unwrap_or(0)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn arguments(test: &str) -> [&str; 4] {
    ["--exact", test, "--ignored", "--nocapture"]
}
