//! What the environment says.

use std::sync::OnceLock;

/// A variable; `None` when it is not set, or not Unicode.
pub(crate) fn var(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Whether a stream logs: as `RUSHES` says, else `RERUN`, else `default_enabled`.
///
/// The variables are `1`, `true`, `on`, or `0`, `false`, `off`, in any case. Read at each call.
pub fn decide_logging_enabled(default_enabled: bool) -> bool {
    let names = ["RUSHES", "RERUN"];
    first(&names).map_or(default_enabled, |(name, value)| {
        enabled(&value).unwrap_or_else(|| {
            log::warn!(
                "the environment variable {name} is {value:?}; expected on or off. Logging is {}",
                if default_enabled { "on" } else { "off" }
            );
            default_enabled
        })
    })
}

/// Whether new streams have the timeline `log_time`: `RUSHES_LOG_TIME`, else `RERUN_LOG_TIME`,
/// else yes. Read once.
pub(crate) fn log_time_enabled() -> bool {
    static ENABLED: OnceLock<bool> = OnceLock::new();
    *ENABLED.get_or_init(|| switch(&["RUSHES_LOG_TIME", "RERUN_LOG_TIME"], true))
}

/// Whether new streams have the timeline `log_tick`: `RUSHES_LOG_TICK`, else `RERUN_LOG_TICK`,
/// else no. Read once.
pub(crate) fn log_tick_enabled() -> bool {
    static ENABLED: OnceLock<bool> = OnceLock::new();
    *ENABLED.get_or_init(|| switch(&["RUSHES_LOG_TICK", "RERUN_LOG_TICK"], false))
}

fn first(names: &[&'static str]) -> Option<(&'static str, String)> {
    names
        .iter()
        .find_map(|name| var(name).map(|value| (*name, value)))
}

fn switch(names: &[&'static str], default: bool) -> bool {
    let Some((name, value)) = first(names) else {
        return default;
    };
    truth(&value, default).unwrap_or_else(|| {
        log::warn!("the environment variable {name} is {value:?}; expected yes or no");
        default
    })
}

fn enabled(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "1" | "true" | "on" => Some(true),
        "0" | "false" | "off" => Some(false),
        _ => None,
    }
}

fn truth(value: &str, default: bool) -> Option<bool> {
    match value.trim().to_ascii_lowercase().as_str() {
        "" => Some(default),
        "1" | "true" | "yes" | "on" => Some(true),
        "0" | "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_kinds_of_switches() {
        for (text, on, yes) in [
            ("1", Some(true), Some(true)),
            ("TRUE", Some(true), Some(true)),
            ("oN", Some(true), Some(true)),
            ("Off", Some(false), Some(false)),
            ("yes", None, Some(true)),
            ("no", None, Some(false)),
            (" on ", None, Some(true)),
            ("maybe", None, None),
        ] {
            assert_eq!(enabled(text), on, "{text}");
            assert_eq!(truth(text, false), yes, "{text}");
        }
        assert_eq!(enabled(""), None);
        assert_eq!(truth("", true), Some(true));
        assert_eq!(truth("", false), Some(false));
    }
}
