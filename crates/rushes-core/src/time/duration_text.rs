//! Durations as text: `1.5s`, `-2ms`, `1d2h3m4.5s`.

use super::NANOS_PER_SEC;
use super::time_type::{is_group_separator, split_sign};

const MINUTE: i128 = 60 * NANOS_PER_SEC as i128;
const HOUR: i128 = 60 * MINUTE;
const DAY: i128 = 24 * HOUR;

/// From a second on in days, hours, minutes, seconds; below in the largest unit that fits.
pub(super) fn format(nanos: i64) -> String {
    let sign = if nanos < 0 { "-" } else { "" };
    let nanos = nanos.unsigned_abs();
    let text = match nanos {
        0 => "0s".to_owned(),
        1..1_000 => format!("{nanos}ns"),
        1_000..1_000_000 => format!("{}µs", decimal(nanos, 3)),
        1_000_000..1_000_000_000 => format!("{}ms", decimal(nanos, 6)),
        _ => format_long(nanos),
    };
    format!("{sign}{text}")
}

fn format_long(nanos: u64) -> String {
    const MINUTE: u64 = 60 * 1_000_000_000;
    let minutes = nanos / MINUTE;
    let mut text = String::new();
    for (number, unit) in [
        (minutes / 1440, 'd'),
        (minutes / 60 % 24, 'h'),
        (minutes % 60, 'm'),
    ] {
        if number > 0 {
            text.push_str(&format!("{number}{unit}"));
        }
    }
    if !nanos.is_multiple_of(MINUTE) {
        text.push_str(&format!("{}s", decimal(nanos % MINUTE, 9)));
    }
    text
}

/// `number` divided by ten to the power of `digits`, without trailing zeros.
fn decimal(number: u64, digits: u32) -> String {
    let unit = 10_u64.pow(digits);
    let text = format!(
        "{}.{:0width$}",
        number / unit,
        number % unit,
        width = digits as usize
    );
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// One or more numbers with units, or hours, minutes and seconds between colons; after a sign.
pub(super) fn parse(text: &str) -> Option<i64> {
    let (is_negative, text) = split_sign(text);
    let text: String = text.chars().filter(|c| !is_group_separator(*c)).collect();
    let magnitude = if text.contains(':') {
        parse_clock(&text)
    } else {
        parse_units(&text)
    }?;
    i64::try_from(if is_negative { -magnitude } else { magnitude }).ok()
}

fn parse_clock(text: &str) -> Option<i128> {
    let mut fields = text.split(':');
    let (hours, minutes, seconds) = (fields.next()?, fields.next()?, fields.next()?);
    let is_whole = !hours.contains('.') && !minutes.contains('.') && fields.next().is_none();
    let two_digits = |field: &str| field.len() >= 2 && field.get(..2).is_some_and(|f| f < "60");
    let is_clock = minutes.len() == 2 && two_digits(minutes) && two_digits(seconds);
    if !is_whole || !is_clock || seconds.as_bytes().get(2).is_some_and(|byte| *byte != b'.') {
        return None;
    }
    scaled(hours, HOUR)?
        .checked_add(scaled(minutes, MINUTE)?)?
        .checked_add(scaled(seconds, NANOS_PER_SEC.into())?)
}

fn parse_units(text: &str) -> Option<i128> {
    let mut rest = text;
    let mut total: i128 = 0;
    while !rest.is_empty() {
        let is_number = |c: char| c.is_ascii_digit() || c == '.';
        let (number, tail) = rest.split_at(rest.find(|c| !is_number(c))?);
        let (unit, tail) = tail.split_at(tail.find(is_number).unwrap_or(tail.len()));
        let unit = match unit.trim() {
            "d" => DAY,
            "h" => HOUR,
            "m" | "min" => MINUTE,
            "s" => NANOS_PER_SEC.into(),
            "ms" => 1_000_000,
            // The micro sign and the Greek letter look alike.
            "us" | "\u{B5}s" | "\u{3BC}s" => 1_000,
            "ns" => 1,
            _ => return None,
        };
        total = total.checked_add(scaled(number, unit)?)?;
        rest = tail;
    }
    (!text.is_empty()).then_some(total)
}

/// A decimal number times `unit`, cut off below one.
fn scaled(number: &str, unit: i128) -> Option<i128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    // No more digits than 64 bits of nanoseconds can tell apart.
    let fraction = fraction.get(..20).unwrap_or(fraction);
    let parse = |text: &str| {
        if text.is_empty() {
            Some(0_i128)
        } else {
            text.parse().ok()
        }
    };
    let below = parse(fraction)?.checked_mul(unit)? / 10_i128.pow(fraction.len() as u32);
    parse(whole)?.checked_mul(unit)?.checked_add(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_what_they_mean() {
        for (nanos, text) in [
            (0, "0s"),
            (1, "1ns"),
            (1_500, "1.5µs"),
            (-2_000_000, "-2ms"),
            (250_000_001, "250.000001ms"),
            (1_500_000_000, "1.5s"),
            (62_500_000_000, "1m2.5s"),
            (-90_000_000_000, "-1m30s"),
            (3_603_000_000_000, "1h3s"),
            (172_800_000_000_000, "2d"),
            (i64::MAX, "106751d23h47m16.854775807s"),
        ] {
            assert_eq!(format(nanos), text);
            assert_eq!(parse(text), Some(nanos), "{text}");
        }
    }

    #[test]
    fn more_forms_are_read() {
        for (text, nanos) in [
            ("42s", 42_000_000_000),
            ("42ms", 42_000_000),
            ("42us", 42_000),
            ("42μs", 42_000),
            ("42ns", 42),
            ("22:35:42", 81_342_000_000_000),
            ("00:00:42.069", 42_069_000_000),
            ("+1m2.5s", 62_500_000_000),
            ("\u{2212}1.5s", -1_500_000_000),
            ("+0.000\u{2009}250s", 250_000),
            ("1700000002s", 1_700_000_002_000_000_000),
            ("-100:00:00", -360_000_000_000_000),
            ("0.0000000005s", 0),
        ] {
            assert_eq!(parse(text), Some(nanos), "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "s",
            "1",
            "1.5",
            "1x",
            ".s",
            "1.2.3s",
            "--1s",
            "1s2",
            "1:2:3",
            "00:60:00",
            "00:00:60",
            "00:00",
            "0:00:00:00",
            "00:00:000",
            "1e3s",
            "99999999999999999999999999999999999999999s",
            "400000000000d",
            "a1s",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
