//! Joining two lists of instances.

/// Pairs as long as the second list; the first goes on with its last value, or is cut. Nothing if
/// the first is empty.
pub(crate) fn joined<'a, A: Copy, B: Copy>(
    first: &'a [A],
    second: &'a [B],
) -> impl Iterator<Item = (A, B)> + 'a {
    let last = first.last().copied();
    let first = first.iter().copied().chain(last.into_iter().cycle());
    first.zip(second.iter().copied())
}
