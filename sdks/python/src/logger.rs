//! Messages of the Rust side, on standard error, as `RUST_LOG` says; warnings by default.

use std::io::Write as _;

use env_filter::Filter;

struct Logger(Filter);

impl log::Log for Logger {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        self.0.enabled(metadata)
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.0.matches(record) {
            let (level, target) = (record.level(), record.target());
            // There is nobody to tell where even this fails.
            writeln!(std::io::stderr(), "[{level} {target}] {}", record.args()).ok();
        }
    }

    fn flush(&self) {}
}

/// Installs it, unless there is one already.
pub(crate) fn install() {
    let filter = std::env::var("RUST_LOG");
    let filter = filter.as_deref().unwrap_or("warn");
    let filter = env_filter::Builder::new().parse(filter).build();
    let level = filter.filter();
    if log::set_boxed_logger(Box::new(Logger(filter))).is_ok() {
        log::set_max_level(level);
    }
}
