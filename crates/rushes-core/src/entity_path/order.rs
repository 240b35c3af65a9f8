//! The order of names that a person expects: `image2` before `image10`.

use std::cmp::Ordering;

/// Compares runs of digits as numbers (those that start with `0` as fractions), other characters
/// regardless of ASCII case, then by code point. Total: only equal texts compare as equal.
pub(super) fn natural_cmp(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (digits_a, digits_b) = (leading_digits(a), leading_digits(b));
        if !digits_a.is_empty() && !digits_b.is_empty() {
            let order = compare_digits(digits_a, digits_b);
            if order.is_ne() {
                return order;
            }
            // Equal runs have equal lengths.
            a = a.strip_prefix(digits_a).unwrap_or_default();
            b = b.strip_prefix(digits_b).unwrap_or_default();
            continue;
        }
        let (mut chars_a, mut chars_b) = (a.chars(), b.chars());
        let order = match (chars_a.next(), chars_b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(x), Some(y)) => (x.to_ascii_lowercase(), x).cmp(&(y.to_ascii_lowercase(), y)),
        };
        if order.is_ne() {
            return order;
        }
        (a, b) = (chars_a.as_str(), chars_b.as_str());
    }
}

fn leading_digits(text: &str) -> &str {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..end).unwrap_or_default()
}

fn compare_digits(a: &str, b: &str) -> Ordering {
    if a.starts_with('0') || b.starts_with('0') {
        return a.cmp(b);
    }
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sorts_before_the_next() {
        let sorted = [
            "", "\n", "+", "-", "1.001", "1.01", "1.1", "\\", "_a", "_x", "Ax", "a", "a b", "a01",
            "a1", "a1b", "a_b", "aXb", "ax", "axb", "Bz", "b", "ba", "bz", "image2", "image10",
            "x0", "x00", "x01", "x1", "x1.001", "x1.01", "x1.1", "x9", "x10", "x10a", "Zz", "é",
        ];
        for (i, a) in sorted.iter().enumerate() {
            for (j, b) in sorted.iter().enumerate() {
                assert_eq!(natural_cmp(a, b), i.cmp(&j), "{a:?} and {b:?}");
            }
        }
    }
}
