//! What the numbers on a timeline mean, and how they are written for people.

use std::fmt;

use super::{civil, duration_text};

/// What the 64-bit numbers on a timeline mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeType {
    /// A counter, e.g. the number of a frame.
    Sequence,
    /// Elapsed nanoseconds; may be negative.
    DurationNs,
    /// Nanoseconds since the Unix epoch, UTC; may be negative.
    TimestampNs,
}

/// The text is not a time of the wanted type, or one outside of 64 bits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found {found:?}")]
pub struct ParseTimeError {
    pub(super) expected: &'static str,
    pub(super) found: String,
}

impl ParseTimeError {
    pub(super) fn new(expected: &'static str, found: &str) -> Self {
        Self {
            expected,
            found: crate::ParseIdError::excerpt(found),
        }
    }
}

const STATIC: &str = "<static>";
const BEGINNING: &str = "-∞";
const END: &str = "+∞";

impl TimeType {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Sequence, Self::DurationNs, Self::TimestampNs];

    /// The time as text: `12`, `1m2.5s`, `2023-11-14T22:13:20.123Z`, with no more digits than
    /// needed; `-∞` and `+∞` for the smallest and the largest legal time.
    pub fn format(self, time: i64) -> String {
        match (time, self) {
            (i64::MIN, _) => STATIC.to_owned(),
            (time, _) if time == i64::MIN + 1 => BEGINNING.to_owned(),
            (i64::MAX, _) => END.to_owned(),
            (time, Self::Sequence) => time.to_string(),
            (time, Self::DurationNs) => duration_text::format(time),
            (time, Self::TimestampNs) => civil::format_rfc3339(time),
        }
    }

    /// Reads what [`Self::format`] writes, except `<static>`, and more: signs, grouped digits,
    /// durations like `00:00:42.069` or `42us`, RFC 3339 with any offset.
    pub fn parse(self, text: &str) -> Result<i64, ParseTimeError> {
        let (time, expected) = match (text, self) {
            (BEGINNING, _) => return Ok(i64::MIN + 1),
            (END, _) => return Ok(i64::MAX),
            (text, Self::Sequence) => (parse_integer(text), "an integer"),
            (text, Self::DurationNs) => (
                duration_text::parse(text),
                "a duration like 1.5s or 00:01:30",
            ),
            (text, Self::TimestampNs) => (
                civil::parse_rfc3339(text),
                "a time like 2023-11-14T22:13:20.5Z",
            ),
        };
        // The smallest number is no time: it stands for static.
        time.filter(|time| *time != i64::MIN)
            .ok_or_else(|| ParseTimeError::new(expected, text))
    }
}

impl fmt::Display for TimeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Sequence => "sequence",
            Self::DurationNs => "duration",
            Self::TimestampNs => "timestamp",
        })
    }
}

/// Characters that people put between groups of digits.
pub(super) fn is_group_separator(c: char) -> bool {
    matches!(c, '\u{2009}' | '\u{202F}' | '_')
}

/// Takes the sign, if any: the ASCII ones and the true minus. Returns whether it is negative.
pub(super) fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn parse_integer(text: &str) -> Option<i64> {
    let (is_negative, digits) = split_sign(text);
    let digits: String = digits.chars().filter(|c| !is_group_separator(*c)).collect();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let magnitude: i128 = digits.parse().ok()?;
    i64::try_from(if is_negative { -magnitude } else { magnitude }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences() {
        assert_eq!(TimeType::Sequence.format(-12), "-12");
        for (text, time) in [
            ("12", 12),
            ("+12", 12),
            ("-12", -12),
            ("\u{2212}12", -12),
            ("1\u{2009}000_000", 1_000_000),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775807", i64::MIN + 1),
            ("-∞", i64::MIN + 1),
        ] {
            assert_eq!(TimeType::Sequence.parse(text), Ok(time), "{text}");
        }
        for bad in [
            "",
            "-",
            "--1",
            "1.5",
            "1s",
            "a",
            "9223372036854775808",
            "-9223372036854775808",
        ] {
            assert!(TimeType::Sequence.parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn special_times() {
        for typ in TimeType::ALL {
            assert_eq!(typ.format(i64::MIN), "<static>");
            assert_eq!(typ.format(i64::MIN + 1), "-∞");
            assert_eq!(typ.format(i64::MAX), "+∞");
            assert_eq!(typ.parse("+∞"), Ok(i64::MAX));
            assert!(typ.parse("<static>").is_err());
        }
    }
}
