//! Garbage, holes, zeros, joined files, and several of them at once.

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rushes_rrd::{Cause, Compression, Message};

use super::Sample;
use crate::reading::{Contents, span};

/// The messages in `bytes`, and the ranges that yielded nothing.
fn recovered(bytes: &[u8]) -> (Vec<Message>, Vec<std::ops::Range<u64>>) {
    let contents = Contents::recovered(bytes);
    let lost = contents.damages.iter().map(|damage| damage.bytes.clone());
    (contents.all(), lost.collect())
}

/// The messages of `sample` that are whole in its first `len` bytes.
fn whole(sample: &Sample, len: usize) -> Vec<Message> {
    let contents = Contents::of(&sample.bytes);
    let whole = contents.messages.into_iter();
    whole
        .filter(|(raw, _)| raw.byte_range().end <= len as u64)
        .map(|(_, message)| message)
        .collect()
}

#[test]
fn garbage_between_messages_costs_nothing() {
    for sample in Sample::both() {
        let cuts = sample.events.iter().map(|event| span(event).start as usize);
        for at in cuts.filter(|at| *at > 0) {
            for garbage in [
                &[0xFE; 40][..],
                &[0; 100],
                b"RRF2",
                b"\x02\0\0\0\0\0\0\0\xFF",
            ] {
                let mut bytes = sample.bytes.clone();
                bytes.splice(at..at, garbage.iter().copied());
                let (messages, lost) = recovered(&bytes);
                assert_eq!(messages, whole(&sample, sample.bytes.len()), "at {at}");
                // A trailer is nothing without its End right before it.
                let is_trailer = at + 32 == sample.bytes.len();
                let lost_bytes = garbage.len() + if is_trailer { 32 } else { 0 };
                let garbage = at as u64..(at + lost_bytes) as u64;
                assert!(lost.contains(&garbage), "at {at}: {lost:?}");
            }
        }
    }
}

#[test]
fn a_missing_message_is_noticed_by_the_trailer() {
    let sample = Sample::new(Compression::Lz4);
    let range = sample.messages()[1].byte_range();
    let mut bytes = sample.bytes.clone();
    bytes.drain(range.start as usize..range.end as usize);
    let found = Contents::of(&bytes);
    assert_eq!(found.messages.len(), sample.messages().len() - 1);
    let [damage] = found.damages.as_slice() else {
        panic!("{found:?}");
    };
    assert!(matches!(damage.cause, Cause::Trailer { .. }), "{damage}");
}

#[test]
fn joined_files_are_read_one_after_the_other() {
    let [first, second] = Sample::both();
    let bytes = [first.bytes.as_slice(), &second.bytes].concat();
    let mut expected = whole(&first, first.bytes.len());
    expected.extend(whole(&second, second.bytes.len()));
    assert_eq!(recovered(&bytes), (expected, Vec::new()));
}

#[test]
fn a_cut_file_joined_with_another_costs_the_cut_message() {
    let [first, second] = Sample::both();
    // The first message survives the cut of its checksum alone: nothing says yet that this
    // stream has checksums. It is not different for it.
    let from = first.messages()[0].byte_range().end as usize;
    for cut in (12..from - 6).chain(from..first.bytes.len()) {
        let bytes = [&first.bytes[..cut], second.bytes.as_slice()].concat();
        let mut expected = whole(&first, cut);
        expected.extend(whole(&second, second.bytes.len()));
        let (messages, lost) = recovered(&bytes);
        assert_eq!(messages, expected, "cut at {cut}");
        let is_boundary = first
            .events
            .iter()
            .any(|event| span(event).end == cut as u64);
        assert_eq!(lost.is_empty(), is_boundary, "cut at {cut}: {lost:?}");
    }
}

#[test]
fn a_tail_of_zeros_is_reported_and_yields_nothing() {
    for sample in Sample::both() {
        for cut in [12, 100, sample.bytes.len() - 32, sample.bytes.len()] {
            let mut bytes = sample.bytes[..cut].to_vec();
            bytes.resize(cut + 5000, 0);
            let (messages, lost) = recovered(&bytes);
            assert_eq!(messages, whole(&sample, cut), "cut at {cut}");
            let ends = usize::from(cut > 100);
            assert_eq!(Contents::of(&bytes).ends.len(), ends, "cut at {cut}");
            assert!(
                lost.last().unwrap().end == bytes.len() as u64,
                "cut at {cut}: {lost:?}"
            );
        }
    }
}

/// Damage to a stretch of bytes.
#[derive(Clone, Debug)]
enum Wound {
    Zeros(usize),
    Noise(Vec<u8>),
    Hole(usize),
    Inserted(Vec<u8>),
}

fn wound() -> impl Strategy<Value = (f64, Wound)> {
    let kind = prop_oneof![
        (1..600usize).prop_map(Wound::Zeros),
        vec(any::<u8>(), 1..300).prop_map(Wound::Noise),
        (1..600usize).prop_map(Wound::Hole),
        vec(any::<u8>(), 1..300).prop_map(Wound::Inserted),
    ];
    (0.0..1.0, kind)
}

/// The bytes after all wounds, and for each byte where it was before, if it was left alone.
fn wounded(bytes: &[u8], wounds: &[(f64, Wound)]) -> (Vec<u8>, Vec<Option<usize>>) {
    let mut bytes = bytes.to_vec();
    let mut origins: Vec<_> = (0..bytes.len()).map(Some).collect();
    for (at, wound) in wounds {
        let at = (at * bytes.len() as f64) as usize;
        let (removed, inserted) = match wound {
            Wound::Zeros(len) => (*len, vec![0; *len]),
            Wound::Noise(noise) => (noise.len(), noise.clone()),
            Wound::Hole(len) => (*len, Vec::new()),
            Wound::Inserted(noise) => (0, noise.clone()),
        };
        let to = (at + removed).min(bytes.len());
        origins.splice(at..to, vec![None; inserted.len()]);
        bytes.splice(at..to, inserted);
    }
    (bytes, origins)
}

/// Whether all bytes of `range` are still there, one behind the other.
fn is_intact(origins: &[Option<usize>], range: std::ops::Range<u64>) -> bool {
    let (start, end) = (range.start as usize, range.end as usize);
    let first = origins.iter().position(|origin| *origin == Some(start));
    first.is_some_and(|first| {
        let expected = (start..end).map(Some);
        origins[first..]
            .iter()
            .copied()
            .take(end - start)
            .eq(expected)
    })
}

/// Reads the damaged `original`: untouched messages must be there.
fn read_wounded(
    original: &Contents,
    bytes: &[u8],
    wounds: &[(f64, Wound)],
) -> Result<(Vec<Message>, Vec<std::ops::Range<u64>>), TestCaseError> {
    let (bytes, origins) = wounded(bytes, wounds);
    let (found, lost) = recovered(&bytes);
    let mut remaining = found.iter();
    for (raw, message) in &original.messages {
        if is_intact(&origins, raw.byte_range()) {
            let is_found = remaining.any(|found| found == message);
            prop_assert!(is_found, "not found: {:?}", raw.byte_range());
        }
    }
    Ok((found, lost))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_the_damage_exactly_the_whole_messages_are_found(
        wounds in vec(wound(), 1..5),
        lz4 in any::<bool>(),
    ) {
        let sample = Sample::new(if lz4 { Compression::Lz4 } else { Compression::None });
        let original = Contents::of(&sample.bytes);
        let (found, lost) = read_wounded(&original, &sample.bytes, &wounds)?;
        // Zeros over zeros harm nothing, so more than what is untouched may be whole.
        for message in &found {
            let is_original = original.messages.iter().any(|(_, known)| known == message);
            prop_assert!(is_original, "different: {message:?}");
        }
        let is_complete = found.len() == original.messages.len();
        prop_assert!(is_complete || !lost.is_empty(), "a loss is not reported");
    }
}

proptest! {
    // Without checksums there is no certainty, only what is most likely: the same cases each time.
    #![proptest_config(ProptestConfig {
        cases: 512,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn files_without_checksums_give_back_their_whole_messages_too(
        wounds in vec(wound(), 1..5),
        file in prop::sample::select(&["h_two_stores.rrd", "p41_timelines.rrd"][..]),
    ) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vectors");
        let bytes = std::fs::read(folder.join(file)).unwrap();
        read_wounded(&Contents::of(&bytes), &bytes, &wounds)?;
    }
}
