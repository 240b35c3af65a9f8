//! It does not matter in what pieces the bytes arrive.

use proptest::collection::vec;
use proptest::prelude::*;
use rushes_core::StoreId;
use rushes_rrd::{Compression, Decoder, Encoder, EncoderOptions, Event, Limits};

use crate::arbitrary;
use crate::reading::{drain, events, span, store_info};

fn options() -> impl Strategy<Value = EncoderOptions> {
    (any::<bool>(), any::<bool>()).prop_map(|(lz4, footer)| EncoderOptions {
        compression: if lz4 {
            Compression::Lz4
        } else {
            Compression::None
        },
        footer,
        ..EncoderOptions::default()
    })
}

/// Bytes, shown as hex.
#[derive(Clone)]
struct Input(Vec<u8>);

impl std::fmt::Debug for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// One stream, or two joined.
fn input() -> impl Strategy<Value = Input> {
    let stream = (vec(arbitrary::chunk(), 0..3), options()).prop_map(|(chunks, options)| {
        let store_id = StoreId::recording("app", "rec");
        let mut encoder = Encoder::new(Vec::new(), options).unwrap();
        encoder.write(&store_info(&store_id, 1)).unwrap();
        for chunk in chunks {
            encoder.write_chunk(&store_id, chunk).unwrap();
        }
        encoder.finish().unwrap()
    });
    vec(stream, 1..3).prop_map(|streams| Input(streams.concat()))
}

/// A change of some bytes: where (as a fraction), how many, and into what.
#[derive(Clone, Debug)]
enum Change {
    Overwrite(f64, Vec<u8>),
    Insert(f64, Vec<u8>),
    Cut(f64, usize),
    Flip(f64, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let bytes = || {
        prop_oneof![
            vec(any::<u8>(), 1..40),
            (1..40usize).prop_map(|len| vec![0; len])
        ]
    };
    prop_oneof![
        (0.0..1.0, bytes()).prop_map(|(at, bytes)| Change::Overwrite(at, bytes)),
        (0.0..1.0, bytes()).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (0.0..1.0, 1..2000usize).prop_map(|(at, len)| Change::Cut(at, len)),
        (0.0..1.0, 0..8u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
    ]
}

fn changed(mut input: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let place = |at: &f64| (at * input.len() as f64) as usize;
        match change {
            Change::Overwrite(at, bytes) => {
                let at = place(at);
                let to = (at + bytes.len()).min(input.len());
                input[at..to].copy_from_slice(&bytes[..to - at]);
            }
            Change::Insert(at, bytes) => {
                let at = place(at);
                input.splice(at..at, bytes.iter().copied());
            }
            Change::Cut(at, len) => {
                let at = place(at);
                let to = (at + len).min(input.len());
                input.drain(at..to);
            }
            Change::Flip(at, bit) => {
                let at = place(at);
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            }
        }
    }
    input
}

fn events_of_pieces(input: &[u8], cuts: &[f64]) -> Vec<Event> {
    let mut cuts: Vec<_> = cuts
        .iter()
        .map(|at| (at * input.len() as f64) as usize)
        .collect();
    cuts.extend([0, input.len()]);
    cuts.sort_unstable();
    let mut decoder = Decoder::new(Limits::default()).recovering();
    let mut events = Vec::new();
    for piece in cuts.windows(2) {
        decoder.push(&input[piece[0]..piece[1]]);
        events.extend(drain(&mut decoder));
    }
    decoder.finish();
    events.extend(drain(&mut decoder));
    events
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn pieces_give_the_same_events_as_the_whole(
        input in input(),
        changes in vec(change(), 0..4),
        cuts in vec(0.0..1.0, 0..20),
    ) {
        let input = changed(input.0, &changes);
        prop_assert_eq!(events_of_pieces(&input, &cuts), events(&input));
    }

    #[test]
    fn damaged_input_is_covered_byte_by_byte(
        input in input(),
        changes in vec(change(), 1..4),
    ) {
        let input = changed(input.0, &changes);
        let mut end = 0;
        for event in events(&input) {
            prop_assert_eq!(span(&event).start, end, "{:?}", event);
            prop_assert!(span(&event).end > end || input.is_empty(), "{:?}", event);
            end = span(&event).end;
        }
        prop_assert_eq!(end, input.len() as u64);
    }
}

#[test]
fn single_bytes_give_the_same_events_as_the_whole() {
    let store_id = StoreId::recording("app", "rec");
    let mut encoder = Encoder::new(Vec::new(), EncoderOptions::default()).unwrap();
    encoder.write(&store_info(&store_id, 1)).unwrap();
    let input = encoder.finish().unwrap();
    let mut decoder = Decoder::new(Limits::default());
    let mut found = Vec::new();
    for byte in &input {
        decoder.push(&[*byte]);
        found.extend(drain(&mut decoder));
    }
    decoder.finish();
    found.extend(drain(&mut decoder));
    assert_eq!(found, events(&input));
    assert_eq!(found.len(), 4);
}
