//! Replays the corpus and a fixed number of seeded mutations of it. Exits with 1 on any panic,
//! and on any input that takes too long or too much memory.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use rushes_fuzz::mutate::Random;
use rushes_fuzz::{TARGETS, Target};

const THREADS: u64 = 2;
/// An input that takes longer than this has failed.
const MAX_TIME: Duration = Duration::from_secs(2);
/// An input that takes longer than this will not come back.
const HANGING: Duration = Duration::from_secs(60);
/// An input that allocates more than this at once has failed: inputs have 64 KiB at most, and no
/// format expands more than 255 times; buffers also grow.
const MAX_ALLOCATION: usize = 192 << 20;

/// Characters shown of a failure; chunks are long.
const MAX_MESSAGE: usize = 400;

struct Watching;

thread_local! {
    static LARGEST: Cell<usize> = const { Cell::new(0) };
    static MESSAGE: Cell<Option<String>> = const { Cell::new(None) };
}

fn watch(size: usize) {
    LARGEST.with(|largest| largest.set(largest.get().max(size)));
}

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        watch(layout.size());
        // SAFETY: the caller's promises are those that the system's allocator needs.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        watch(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        watch(size);
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Watching = Watching;

struct Args {
    inputs: u64,
    seed: u64,
    target: Option<String>,
    files: Vec<PathBuf>,
}

const USAGE: &str = "usage: smoke [--inputs N] [--seed S] [--target NAME] [FILE...]";

fn args() -> Result<Args, String> {
    let mut args = Args {
        inputs: 100_000,
        seed: 1,
        target: None,
        files: Vec::new(),
    };
    let mut given = std::env::args().skip(1);
    while let Some(arg) = given.next() {
        let mut value = || given.next().ok_or(format!("{arg} needs a value\n{USAGE}"));
        let number = |text: String| {
            text.parse()
                .map_err(|_| format!("no number: {text}\n{USAGE}"))
        };
        match arg.as_str() {
            "--inputs" => args.inputs = number(value()?)?,
            "--seed" => args.seed = number(value()?)?,
            "--target" => args.target = Some(value()?),
            _ if arg.starts_with('-') => return Err(USAGE.to_owned()),
            _ => args.files.push(arg.into()),
        }
    }
    Ok(args)
}

fn main() -> ExitCode {
    match args().and_then(|args| run(&args)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<u64, String> {
    panic::set_hook(Box::new(|info| MESSAGE.set(Some(info.to_string()))));
    let chosen = |target: &&Target| {
        args.target
            .as_deref()
            .is_none_or(|name| name == target.name)
    };
    let targets: Vec<_> = TARGETS.iter().filter(chosen).collect();
    if targets.is_empty() {
        let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        return Err(format!(
            "there is no such target; there are {}",
            names.join(", ")
        ));
    }
    let (mut inputs, mut failures) = (0, 0);
    for target in targets {
        let corpus = if args.files.is_empty() {
            read_corpus(target.name)?
        } else {
            args.files
                .iter()
                .map(|path| read(path))
                .collect::<Result<_, _>>()?
        };
        let mutations = if args.files.is_empty() {
            args.inputs
        } else {
            0
        };
        let session = Session::new(target, corpus, args.seed, mutations);
        session.run();
        inputs += session.corpus.len() as u64 + mutations;
        failures += session.failures.load(Relaxed);
    }
    println!("fuzz smoke: {inputs} inputs, {failures} panics");
    Ok(failures)
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The corpus, in the order of its file names.
fn read_corpus(target: &str) -> Result<Vec<Vec<u8>>, String> {
    let folder = folder("corpus").join(target);
    let entries = std::fs::read_dir(&folder);
    let entries = entries.map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err(format!("{} is empty", folder.display()));
    }
    paths.iter().map(|path| read(path)).collect()
}

/// One target's run.
struct Session {
    target: Target,
    corpus: Vec<Vec<u8>>,
    seed: u64,
    mutations: u64,
    failures: AtomicU64,
    slowest: Mutex<Duration>,
    /// When each thread began its input, in milliseconds since the start, and which input it is.
    began: [(AtomicU64, AtomicU64); THREADS as usize],
    start: Instant,
}

const IDLE: u64 = u64::MAX;

impl Session {
    fn new(target: &Target, corpus: Vec<Vec<u8>>, seed: u64, mutations: u64) -> Self {
        Self {
            target: *target,
            corpus,
            seed,
            mutations,
            failures: AtomicU64::new(0),
            slowest: Mutex::new(Duration::ZERO),
            began: std::array::from_fn(|_| (AtomicU64::new(IDLE), AtomicU64::new(0))),
            start: Instant::now(),
        }
    }

    fn run(&self) {
        let total = self.corpus.len() as u64 + self.mutations;
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS)
                .map(|thread| scope.spawn(move || self.run_thread(thread, total)))
                .collect();
            while !threads.iter().all(|thread| thread.is_finished()) {
                std::thread::park_timeout(Duration::from_millis(20));
                self.check_hanging();
            }
        });
        let seconds = self.start.elapsed().as_secs_f64();
        let slowest = self
            .slowest
            .lock()
            .map_or(Duration::ZERO, |slowest| *slowest);
        println!(
            "{}: {total} inputs, {:.0} a second, slowest {:.1} ms, {} failures",
            self.target.name,
            total as f64 / seconds,
            slowest.as_secs_f64() * 1e3,
            self.failures.load(Relaxed),
        );
    }

    fn run_thread(&self, thread: u64, total: u64) {
        let mut slowest = Duration::ZERO;
        let (began, which) = &self.began[thread as usize];
        for number in (thread..total).step_by(THREADS as usize) {
            let input = self.input(number);
            which.store(number, Relaxed);
            began.store(self.start.elapsed().as_millis() as u64, Relaxed);
            slowest = slowest.max(self.run_input(number, &input));
            began.store(IDLE, Relaxed);
        }
        if let Ok(mut overall) = self.slowest.lock() {
            *overall = slowest.max(*overall);
        }
    }

    /// The corpus comes first, then its mutations. Each depends on the seed and its number alone.
    fn input(&self, number: u64) -> Vec<u8> {
        let corpus = self.corpus.len();
        if let Some(input) = self.corpus.get(number as usize) {
            return input.clone();
        }
        let mut random = Random::new(self.seed ^ number.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let mut input = self.corpus[random.below(corpus)].clone();
        let other = &self.corpus[random.below(corpus)];
        (self.target.mutate)(&mut input, other, &mut random);
        input
    }

    fn run_input(&self, number: u64, input: &[u8]) -> Duration {
        LARGEST.set(0);
        let start = Instant::now();
        let result = panic::catch_unwind(AssertUnwindSafe(|| (self.target.run)(input)));
        let elapsed = start.elapsed();
        let largest = LARGEST.get();
        if result.is_err() {
            let message = MESSAGE.take().unwrap_or_default();
            self.fail(number, input, &message);
        } else if elapsed > MAX_TIME {
            self.fail(
                number,
                input,
                &format!("took {:.1} s", elapsed.as_secs_f64()),
            );
        } else if largest > MAX_ALLOCATION {
            self.fail(number, input, &format!("allocated {largest} bytes at once"));
        }
        elapsed
    }

    fn fail(&self, number: u64, input: &[u8], message: &str) {
        self.failures.fetch_add(1, Relaxed);
        let folder = folder("artifacts").join(self.target.name);
        let path = folder.join(format!("seed-{}-input-{number}", self.seed));
        let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, input));
        let place = match kept {
            Ok(()) => path.display().to_string(),
            Err(error) => format!("not kept: {error}"),
        };
        let message: String = match self.mutations {
            0 => message.to_owned(),
            _ => message.chars().take(MAX_MESSAGE).collect(),
        };
        println!("{}: {message}\n  input: {place}", self.target.name);
    }

    /// Ends the program when an input does not come back.
    fn check_hanging(&self) {
        let now = self.start.elapsed().as_millis() as u64;
        for (began, number) in &self.began {
            let began = began.load(Relaxed);
            if began != IDLE && now.saturating_sub(began) > HANGING.as_millis() as u64 {
                let number = number.load(Relaxed);
                self.fail(number, &self.input(number), "does not come back");
                std::process::exit(1);
            }
        }
    }
}
