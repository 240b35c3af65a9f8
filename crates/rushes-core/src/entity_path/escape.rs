//! How a part of an entity path is written, and how it is read back.

use std::fmt::Write as _;
use std::str::Chars;

use super::PathWarning;

/// A backslash-sequence as the scanner found it.
pub(super) enum Escape<'a> {
    /// It stands for this character.
    Char(char),
    /// A backslash before a character that needs none.
    Unknown(char),
    /// A backslash and nothing after it.
    AtEnd,
    /// `\u` without a valid `{…}`: what follows the `u`, up to 8 characters or through a `}`.
    BadUnicode(&'a str),
}

/// Appends the canonical text of `part`.
pub(super) fn escape_into(text: &mut String, part: &str) {
    for c in part.chars() {
        match c {
            '_' | '-' | '.' => text.push(c),
            c if c.is_alphanumeric() => text.push(c),
            '\n' => text.push_str(r"\n"),
            '\r' => text.push_str(r"\r"),
            '\t' => text.push_str(r"\t"),
            c if c == ' ' || c.is_ascii_punctuation() => {
                text.push('\\');
                text.push(c);
            }
            c => {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{{{:04X}}}", u32::from(c));
            }
        }
    }
}

/// Reads one escape, the backslash of which has been taken.
pub(super) fn take_escape<'a>(chars: &mut Chars<'a>) -> Escape<'a> {
    match chars.next() {
        None => Escape::AtEnd,
        Some('n') => Escape::Char('\n'),
        Some('r') => Escape::Char('\r'),
        Some('t') => Escape::Char('\t'),
        Some('u') => {
            let rest = chars.as_str();
            // Through the first `}` among the next eight characters, else all eight of them.
            let mut end = 0;
            for (at, c) in rest.char_indices().take(8) {
                end = at + c.len_utf8();
                if c == '}' {
                    break;
                }
            }
            let (sequence, rest) = rest.split_at(end);
            *chars = rest.chars();
            unicode_scalar(sequence).map_or(Escape::BadUnicode(sequence), Escape::Char)
        }
        Some(c) if c == ' ' || c.is_ascii_punctuation() => Escape::Char(c),
        Some(c) => Escape::Unknown(c),
    }
}

/// The character that `{H}` names, with 1 to 6 hex digits.
fn unicode_scalar(sequence: &str) -> Option<char> {
    let digits = sequence.strip_prefix('{')?.strip_suffix('}')?;
    let is_hex = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex
        .then(|| u32::from_str_radix(digits, 16).ok())
        .flatten()
        .and_then(char::from_u32)
}

/// Reads a part, whatever it holds. Odd things are kept as they stand, some with a warning.
pub(super) fn unescape_forgiving(text: &str, warnings: &mut Vec<PathWarning>) -> String {
    let mut part = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            if c.is_whitespace() {
                warnings.push(PathWarning::UnescapedWhitespace(c));
            }
            part.push(c);
            continue;
        }
        match take_escape(&mut chars) {
            Escape::Char(c) => part.push(c),
            Escape::Unknown(c) => {
                warnings.push(PathWarning::UnknownEscape(c));
                part.push(c);
            }
            Escape::AtEnd => part.push('\\'),
            Escape::BadUnicode(sequence) => {
                part.push_str(r"\u");
                part.push_str(sequence);
            }
        }
    }
    part
}

/// Cuts `text` at each `/` that has no backslash right before it, even if that backslash is itself
/// escaped: all readers of the format do it so.
pub(super) fn split_parts(text: &str) -> impl Iterator<Item = &str> {
    let mut previous = '/';
    text.split(move |c| {
        let cuts = c == '/' && previous != '\\';
        previous = c;
        cuts
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unescape(text: &str) -> String {
        unescape_forgiving(text, &mut Vec::new())
    }

    #[test]
    fn a_failed_unicode_escape_swallows_what_follows() {
        for (text, part) in [
            (r"\u\-\-\-\-\-\-", r"\u\-\-\-\---"),
            (r"\u{ab\-}\-", r"\u{ab\-}-"),
            (r"\uab}\-", r"\uab}-"),
            (r"\uabcdefgh\-", r"\uabcdefgh-"),
            (r"\u{4", r"\u{4"),
            (r"\u{41\}\-", r"\u{41\}-"),
            (r"\u", r"\u"),
            (r"\u{+41}", r"\u{+41}"),
        ] {
            assert_eq!(unescape(text), part, "{text}");
        }
    }

    #[test]
    fn a_slash_after_any_backslash_does_not_cut() {
        for (text, parts) in [
            (r"a\/b", vec![r"a\/b"]),
            (r"a\\/b", vec![r"a\\/b"]),
            (r"a/\\/b", vec!["a", r"\\/b"]),
            ("/a", vec!["", "a"]),
        ] {
            assert_eq!(split_parts(text).collect::<Vec<_>>(), parts, "{text}");
        }
    }
}
