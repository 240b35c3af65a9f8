//! Calendar dates in UTC, and RFC 3339 text.

use super::NANOS_PER_SEC;

const SECS_PER_DAY: i64 = 86_400;

/// `2023-11-14T22:13:20.123Z`, with as many fraction digits as needed.
pub(super) fn format_rfc3339(nanos: i64) -> String {
    let (secs, nanos) = (
        nanos.div_euclid(NANOS_PER_SEC),
        nanos.rem_euclid(NANOS_PER_SEC),
    );
    let (year, month, day) = civil_from_days(secs.div_euclid(SECS_PER_DAY));
    let secs = secs.rem_euclid(SECS_PER_DAY);
    let (hour, minute, second) = (secs / 3600, secs / 60 % 60, secs % 60);
    let fraction = if nanos == 0 {
        String::new()
    } else {
        format!(".{nanos:09}").trim_end_matches('0').to_owned()
    };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

/// A date, `T`, a time with at most 9 fraction digits that count, `Z` or an offset.
pub(super) fn parse_rfc3339(text: &str) -> Option<i64> {
    let mut rest = text;
    let year = take_number(&mut rest, 4)?;
    take(&mut rest, &['-'])?;
    let month = take_number(&mut rest, 2)?;
    take(&mut rest, &['-'])?;
    let day = take_number(&mut rest, 2)?;
    take(&mut rest, &['T', 't', ' '])?;
    let hour = take_number(&mut rest, 2)?;
    take(&mut rest, &[':'])?;
    let minute = take_number(&mut rest, 2)?;
    take(&mut rest, &[':'])?;
    let second = take_number(&mut rest, 2)?;
    let nanos = match take(&mut rest, &['.']) {
        Some(_) => take_fraction(&mut rest)?,
        None => 0,
    };
    let offset = take_offset(&mut rest)?;
    // A leap second is the first of the next minute.
    let is_time = hour < 24 && minute < 60 && second <= 60;
    let is_date = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    if !rest.is_empty() || !is_time || !is_date {
        return None;
    }
    let secs =
        days_from_civil(year, month, day) * SECS_PER_DAY + hour * 3600 + minute * 60 + second
            - offset;
    i64::try_from(i128::from(secs) * i128::from(NANOS_PER_SEC) + i128::from(nanos)).ok()
}

fn take(rest: &mut &str, wanted: &[char]) -> Option<char> {
    let c = rest.chars().next().filter(|c| wanted.contains(c))?;
    *rest = rest.get(c.len_utf8()..)?;
    Some(c)
}

fn take_number(rest: &mut &str, digits: usize) -> Option<i64> {
    let (number, tail) = rest.split_at_checked(digits)?;
    *rest = tail;
    // The number parser alone would accept a sign.
    let is_digits = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| is_digits)
}

/// Nanoseconds; digits after the ninth are cut off.
fn take_fraction(rest: &mut &str) -> Option<i64> {
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, tail) = rest
        .split_at_checked(end)
        .filter(|(digits, _)| !digits.is_empty())?;
    *rest = tail;
    let digits = digits.get(..9).unwrap_or(digits);
    let number: i64 = digits.parse().ok()?;
    Some(number * 10_i64.pow(9 - digits.len() as u32))
}

/// Seconds that local time is ahead of UTC.
fn take_offset(rest: &mut &str) -> Option<i64> {
    let sign = match take(rest, &['Z', 'z', '+', '-'])? {
        '+' => 1,
        '-' => -1,
        _ => return Some(0),
    };
    let hours = take_number(rest, 2)?;
    take(rest, &[':'])?;
    let minutes = take_number(rest, 2)?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

// Both directions count years from March, so that the leap day comes last, in cycles of 400 years
// of 146,097 days. 719,468 days lie between 0000-03-01 and 1970-01-01.

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    cycle * 146_097 + year * 365 + year / 4 - year / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (cycle, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = cycle * 400 + year + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_their_text() {
        for (nanos, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_700_000_000_123_000_000, "2023-11-14T22:13:20.123Z"),
            (1_704_067_200_000_000_001, "2024-01-01T00:00:00.000000001Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00Z"),
            (-1, "1969-12-31T23:59:59.999999999Z"),
            (i64::MIN + 1, "1677-09-21T00:12:43.145224193Z"),
            (i64::MAX, "2262-04-11T23:47:16.854775807Z"),
        ] {
            assert_eq!(format_rfc3339(nanos), text);
            assert_eq!(parse_rfc3339(text), Some(nanos), "{text}");
        }
    }

    #[test]
    fn offsets_and_long_fractions_are_read() {
        let noon = parse_rfc3339("2024-06-01T12:00:00Z");
        assert_eq!(parse_rfc3339("2024-06-01T14:30:00+02:30"), noon);
        assert_eq!(parse_rfc3339("2024-06-01 07:00:00-05:00"), noon);
        assert_eq!(parse_rfc3339("2024-06-01t12:00:00.0000000009z"), noon);
        assert_eq!(
            parse_rfc3339("2016-12-31T23:59:60Z"),
            parse_rfc3339("2017-01-01T00:00:00Z")
        );
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2024",
            "2024-06-01",
            "2024-06-01T12:00:00",
            "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "2024-06-31T00:00:00Z",
            "2024-06-01T24:00:00Z",
            "2024-06-01T12:60:00Z",
            "2024-06-01T12:00:61Z",
            "2024-06-01T12:00:00.Z",
            "2024-06-01T12:00:00Zx",
            "2024-06-01T12:00:00+0200",
            "+024-06-01T12:00:00Z",
            "2024-06-é1T12:00:00Z",
            "1600-01-01T00:00:00Z",
            "2262-04-11T23:47:16.854775808Z",
        ] {
            assert_eq!(parse_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_five_centuries_round_trips() {
        for days in -110_000..110_000 {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
            assert!(day <= days_in_month(year, month));
        }
    }
}
