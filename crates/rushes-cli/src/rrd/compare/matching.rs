//! Which chunks of two recordings have no equal in the other one.
//!
//! First by the bytes of their messages, which tells most of them apart from nothing but their
//! sums; of the others by their content; and what is left by comparing those that may be alike.

use std::cmp::Ordering;
use std::iter::Peekable;

use super::Rules;
use super::difference;
use super::digest::{DIGEST_BYTES, Digest};
use super::side::{Reader, Side};
use crate::rrd::piece::{Ahead, PIECE_BYTES, Piece};
use crate::rrd::pieces;
use crate::sort::{Sorted, Sorter};

/// A key and a piece.
const KEYED: usize = DIGEST_BYTES + PIECE_BYTES;
/// An outline, an amount and a piece.
const OUTLINED: usize = DIGEST_BYTES + 8 + PIECE_BYTES;

/// Pieces of the left and of the right that have no equal, in no particular order.
pub type Unmatched = (Vec<Piece>, Vec<Piece>);

/// Finds the chunks without an equal, in whatever order they are. Only the first `limit` of each
/// side are returned, and how many there are.
pub fn unordered(
    left: &mut Side,
    right: &mut Side,
    rules: &Rules,
    limit: usize,
) -> anyhow::Result<(Unmatched, [u64; 2])> {
    let readers = [left.reader(), right.reader()];
    let mut sums = [Sorter::<KEYED>::default(), Sorter::default()];
    for (side, sorter) in [left, right].into_iter().zip(&mut sums) {
        side.each_sum(|piece, sum| Ok(sorter.push(keyed(sum, piece))?))?;
    }
    let [left, right] = sums;
    let mut rest = [Sorter::<PIECE_BYTES>::default(), Sorter::default()];
    each_unmatched(left.sorted()?, right.sorted()?, |side, record| {
        let piece = record.last_chunk().copied().unwrap_or([0; PIECE_BYTES]);
        match rest.get_mut(side) {
            Some(sorter) => Ok(sorter.push(piece)?),
            None => Ok(()),
        }
    })?;
    let mut contents = [Sorter::<{ KEYED + 24 }>::default(), Sorter::default()];
    for ((pieces, reader), sorter) in rest.into_iter().zip(&readers).zip(&mut contents) {
        digest(pieces, reader, rules, sorter)?;
    }
    let [left, right] = contents;
    let mut outlines = [Sorter::<OUTLINED>::default(), Sorter::default()];
    each_unmatched(left.sorted()?, right.sorted()?, |side, record| {
        // Behind the content's digest stands the rest as it is needed.
        let outlined = record.last_chunk().copied().unwrap_or([0; OUTLINED]);
        match outlines.get_mut(side) {
            Some(sorter) => Ok(sorter.push(outlined)?),
            None => Ok(()),
        }
    })?;
    let [left, right] = outlines;
    by_comparing(left.sorted()?, right.sorted()?, &readers, rules, limit)
}

fn keyed(key: [u8; DIGEST_BYTES], piece: Piece) -> [u8; KEYED] {
    let mut record = [0; KEYED];
    fill(&mut record, &[&key, &piece.to_bytes()]);
    record
}

/// Writes parts one behind the other.
pub fn fill(record: &mut [u8], parts: &[&[u8]]) {
    let bytes = parts.iter().flat_map(|part| part.iter());
    record
        .iter_mut()
        .zip(bytes)
        .for_each(|(to, from)| *to = *from);
}

fn digest<const N: usize>(
    pieces: Sorter<PIECE_BYTES>,
    reader: &Reader,
    rules: &Rules,
    sorter: &mut Sorter<N>,
) -> anyhow::Result<()> {
    let (reader, rules) = (reader.clone(), rules.clone());
    let make = move |piece: &Piece, ahead: &mut Ahead| {
        let chunk = reader.decode(piece, ahead)?;
        Ok::<_, rushes_rrd::Error>(Digest::of(&chunk, &rules))
    };
    pieces::each_made(
        "compare",
        |each| {
            let mut sorted = pieces.sorted()?;
            sorted.try_for_each(|piece| each(Piece::from_bytes(&piece?)))
        },
        Piece::decoding_cost,
        make,
        |piece, digest| {
            let digest = digest?;
            let mut record = [0; N];
            let parts: [&[u8]; 4] = [
                &digest.content,
                &digest.outline,
                &digest.amount,
                &piece.to_bytes(),
            ];
            fill(&mut record, &parts);
            Ok(sorter.push(record)?)
        },
    )
}

/// Gives the records of two sides whose key, the first bytes, the other side has not as often.
/// Those with a key of zeros have no equal.
fn each_unmatched<const N: usize>(
    left: Sorted<N>,
    right: Sorted<N>,
    mut each: impl FnMut(usize, [u8; N]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let key = |record: &[u8; N]| record.first_chunk::<DIGEST_BYTES>().copied();
    let (mut left, mut right) = (left.peekable(), right.peekable());
    loop {
        let ordering = match (peek(&mut left)?, peek(&mut right)?) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => match key(&a).cmp(&key(&b)) {
                Ordering::Equal if key(&a) == Some([0; DIGEST_BYTES]) => Ordering::Less,
                ordering => ordering,
            },
        };
        let is_match = ordering == Ordering::Equal;
        if ordering != Ordering::Greater
            && let Some(record) = left.next().transpose()?
            && !is_match
        {
            each(0, record)?;
        }
        if ordering != Ordering::Less
            && let Some(record) = right.next().transpose()?
            && !is_match
        {
            each(1, record)?;
        }
    }
}

fn peek<const N: usize>(records: &mut Peekable<Sorted<N>>) -> std::io::Result<Option<[u8; N]>> {
    match records.peek() {
        Some(Ok(record)) => Ok(Some(*record)),
        Some(Err(_)) => records.next().transpose(),
        None => Ok(None),
    }
}

/// Compares the chunks of the same outline with each other.
fn by_comparing(
    left: Sorted<OUTLINED>,
    right: Sorted<OUTLINED>,
    readers: &[Reader; 2],
    rules: &Rules,
    limit: usize,
) -> anyhow::Result<(Unmatched, [u64; 2])> {
    let (mut left, mut right) = (left.peekable(), right.peekable());
    let mut unmatched = (Vec::new(), Vec::new());
    let mut counts = [0; 2];
    loop {
        let outline = |record: [u8; OUTLINED]| record.first_chunk::<DIGEST_BYTES>().copied();
        let heads = [peek(&mut left)?, peek(&mut right)?];
        let Some(next) = heads.into_iter().flatten().filter_map(outline).min() else {
            return Ok((unmatched, counts));
        };
        let [a, b] = [take(&mut left, next)?, take(&mut right, next)?];
        let [a, b] = pair_off(a, b, readers, rules)?;
        for (from, to, count) in [(a, &mut unmatched.0, 0_usize), (b, &mut unmatched.1, 1)] {
            if let Some(count) = counts.get_mut(count) {
                *count += from.len() as u64;
            }
            let room = limit.saturating_sub(to.len());
            to.extend(from.into_iter().map(|(_, piece)| piece).take(room));
        }
    }
}

/// An amount and a piece.
type Candidate = ([u8; 8], Piece);

/// Takes all records of an outline, in the order of their amounts.
fn take(
    records: &mut Peekable<Sorted<OUTLINED>>,
    outline: [u8; DIGEST_BYTES],
) -> anyhow::Result<Vec<Candidate>> {
    let mut taken = Vec::new();
    while let Some(record) = peek(records)? {
        if record.first_chunk() != Some(&outline) {
            break;
        }
        records.next();
        let amount = record.get(DIGEST_BYTES..).and_then(|it| it.first_chunk());
        let piece = record.last_chunk().copied().unwrap_or([0; PIECE_BYTES]);
        taken.push((
            amount.copied().unwrap_or_default(),
            Piece::from_bytes(&piece),
        ));
    }
    Ok(taken)
}

/// Each of the left takes the first of the right that is alike and not taken yet. Returns those
/// that are left over.
fn pair_off(
    left: Vec<Candidate>,
    mut right: Vec<Candidate>,
    [left_reader, right_reader]: &[Reader; 2],
    rules: &Rules,
) -> anyhow::Result<[Vec<Candidate>; 2]> {
    let mut rest = Vec::new();
    for (amount, piece) in left {
        if right.is_empty() {
            rest.push((amount, piece));
            continue;
        }
        let chunk = left_reader.decode(&piece, &mut Ahead::default())?;
        let mut found = None;
        for (at, (other, candidate)) in right.iter().enumerate() {
            if Digest::far_apart(amount, *other) {
                continue;
            }
            let candidate = right_reader.decode(candidate, &mut Ahead::default())?;
            if difference::between(&chunk, &candidate, rules).is_empty() {
                found = Some(at);
                break;
            }
        }
        match found {
            Some(at) => {
                right.remove(at);
            }
            None => rest.push((amount, piece)),
        }
    }
    Ok([rest, right])
}
