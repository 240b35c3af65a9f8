//! Who reads which pieces.

/// What a piece has in the column that rows are to be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Smallest and largest value, without nulls.
    Values(i64, i64),
    /// Nulls only.
    Nulls,
    /// Who knows.
    Unknown,
}

/// An order of rows: by one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// The column, of those that are read.
    pub column: usize,
    /// Whether the largest comes first.
    pub descending: bool,
    /// Whether nulls come before it.
    pub nulls_first: bool,
}

/// Partitions of ordered pieces, where that many are needed.
pub(super) const MAX_PARTITIONS: usize = 16;

/// Shares pieces out, about `target` ways, the rows about equally.
pub(super) fn share(rows: &[u64], target: usize) -> Vec<Vec<usize>> {
    let pieces: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(piece, rows)| (piece, 0, 0, *rows))
        .collect();
    // Nothing overlaps, so this always finds a place.
    fill(pieces, target, target).unwrap_or_default()
}

/// The same, so that each partition has its pieces in order, and no two of them overlap. `None` where that is
/// not possible with at most `max` partitions.
pub(super) fn share_in_order(
    spans: &[Span],
    rows: &[u64],
    order: Order,
    target: usize,
    max: usize,
) -> Option<Vec<Vec<usize>>> {
    let mut pieces = Vec::with_capacity(spans.len());
    for (piece, (span, rows)) in spans.iter().zip(rows).enumerate() {
        let (first, last) = match span {
            Span::Values(min, max) if order.descending => (-i128::from(*max), -i128::from(*min)),
            Span::Values(min, max) => (i128::from(*min), i128::from(*max)),
            Span::Nulls if order.nulls_first => (i128::MIN, i128::MIN),
            Span::Nulls => (i128::MAX, i128::MAX),
            Span::Unknown => return None,
        };
        pieces.push((piece, first, last, *rows));
    }
    pieces.sort_by_key(|(piece, first, last, _)| (*first, *last, *piece));
    fill(pieces, target, max)
}

/// Each piece, in turn, goes to the partition with the fewest rows of those that end before it.
fn fill(
    pieces: Vec<(usize, i128, i128, u64)>,
    target: usize,
    max: usize,
) -> Option<Vec<Vec<usize>>> {
    struct Partition {
        pieces: Vec<usize>,
        end: i128,
        rows: u64,
    }
    let new = || Partition {
        pieces: Vec::new(),
        end: i128::MIN,
        rows: 0,
    };
    let mut partitions: Vec<_> = (0..target.max(1)).map(|_| new()).collect();
    for (piece, first, last, rows) in pieces {
        if partitions.iter().all(|partition| partition.end > first) && partitions.len() < max {
            partitions.push(new());
        }
        let free = partitions
            .iter_mut()
            .filter(|partition| partition.end <= first);
        let partition = free.min_by_key(|partition| partition.rows)?;
        partition.pieces.push(piece);
        partition.end = last;
        partition.rows += rows.max(1);
    }
    let used = partitions
        .into_iter()
        .filter(|partition| !partition.pieces.is_empty());
    Some(used.map(|partition| partition.pieces).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: Order = Order {
        column: 0,
        descending: false,
        nulls_first: false,
    };

    #[test]
    fn rows_are_shared_out_equally() {
        assert_eq!(share(&[5, 1, 1, 3], 2), [vec![0], vec![1, 2, 3]]);
        assert!(share(&[], 2).is_empty());
    }

    #[test]
    fn overlapping_pieces_come_apart() {
        let spans = [
            Span::Values(10, 20),
            Span::Values(0, 10),
            Span::Nulls,
            Span::Values(0, 15),
        ];
        let found = share_in_order(&spans, &[1; 4], UP, 1, 16).unwrap();
        assert_eq!(found, [vec![1, 0], vec![3, 2]]);
        let down = Order {
            descending: true,
            nulls_first: true,
            ..UP
        };
        let found = share_in_order(&spans, &[1; 4], down, 1, 16).unwrap();
        assert_eq!(found, [vec![2, 0, 1], vec![3]]);
    }

    #[test]
    fn what_overlaps_too_much_has_no_order() {
        assert_eq!(
            share_in_order(&[Span::Values(0, 1); 17], &[1; 17], UP, 2, 16),
            None
        );
        assert_eq!(share_in_order(&[Span::Unknown], &[1], UP, 2, 16), None);
    }
}
