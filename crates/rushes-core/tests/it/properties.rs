//! What holds for any input.

use proptest::prelude::*;
use rushes_core::{
    ApplicationId, ChunkId, EntityPath, EntityPathFilter, EntityPathPart, PathSubstitutions, RowId,
    TimeCell, TimeType, Tuid,
};

fn part() -> impl Strategy<Value = String> {
    // Much of what needs escaping, some of everything.
    prop_oneof!["[a-c/\\\\ .:{}u\n$\\[#0-9]{1,8}", "\\PC{1,8}", "(?s).{1,4}"]
}

proptest! {
    #[test]
    fn canonical_text_parses_to_the_same_path(parts in prop::collection::vec(part(), 0..4)) {
        // A part that ends in a backslash does not survive: the slash after it counts as escaped.
        prop_assume!(!parts.iter().any(|part| part.ends_with('\\')));
        let path = EntityPath::try_from_parts(parts).unwrap();
        prop_assert_eq!(&EntityPath::parse_forgiving(path.as_str()), &path);
        prop_assert_eq!(&EntityPath::parse_strict(path.as_str()).unwrap(), &path);
        let (_, warnings) = EntityPath::parse_forgiving_with_warnings(path.as_str());
        prop_assert_eq!(warnings, vec![]);
    }

    #[test]
    fn no_text_breaks_the_parsers(text in "(?s).{0,40}") {
        let path = EntityPath::parse_forgiving(&text);
        if let Ok(strict) = EntityPath::parse_strict(&text) {
            prop_assert_eq!(&strict, &path);
        }
        let none = PathSubstitutions::none();
        let filter = EntityPathFilter::parse_forgiving(&text, &none);
        if let Ok(strict) = EntityPathFilter::parse_strict(&text, &none) {
            prop_assert_eq!(&strict, &filter);
        }
        let _ = (text.parse::<Tuid>(), text.parse::<TimeCell>());
    }

    #[test]
    fn odd_text_does_not_break_the_parsers(text in "[\\\\u{}0-9a/:#\\[\\] +*$-]{0,24}") {
        let path = EntityPath::parse_forgiving(&text);
        if let Ok(strict) = EntityPath::parse_strict(&text) {
            prop_assert_eq!(strict, path);
        }
        let _ = EntityPathFilter::parse_forgiving(&text, &PathSubstitutions::with_origin(&"/a".into()));
    }

    #[test]
    fn parts_are_equal_only_if_ordered_as_equal(a in part(), b in part()) {
        let (a, b) = (EntityPathPart::new(a), EntityPathPart::new(b));
        prop_assert_eq!(a.cmp(&b).is_eq(), a == b);
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
    }

    #[test]
    fn the_order_of_parts_is_transitive(mut parts in prop::collection::vec("[_aB0-9.]{0,4}", 3)) {
        parts.sort_by_cached_key(|part| EntityPathPart::new(part.clone()));
        let [a, b, c] = [0, 1, 2].map(|index| EntityPathPart::new(parts[index].clone()));
        prop_assert!(a <= b && b <= c && a <= c);
    }

    #[test]
    fn normalisation_is_idempotent(id in "(?s).{1,200}") {
        let once = ApplicationId::try_new(id).unwrap();
        prop_assert!(once.as_str().is_ascii() && once.as_str().len() <= 180);
        prop_assert_eq!(&ApplicationId::try_new(once.as_str()).unwrap(), &once);
    }

    #[test]
    fn ids_survive_text_and_bytes(id: u128) {
        let tuid = Tuid::from_u128(id);
        prop_assert_eq!(tuid.to_string().parse(), Ok(tuid));
        prop_assert_eq!(Tuid::from_bytes(tuid.to_bytes()), tuid);
        let (row, chunk) = (RowId::from_tuid(tuid), ChunkId::from_tuid(tuid));
        prop_assert_eq!(row.to_string().parse(), Ok(row));
        prop_assert_eq!(ChunkId::from_bytes(chunk.to_bytes()), chunk);
    }

    #[test]
    fn bytes_sort_as_ids(a: u128, b: u128) {
        let (a, b) = (Tuid::from_u128(a), Tuid::from_u128(b));
        prop_assert_eq!(a.cmp(&b), a.to_bytes().cmp(&b.to_bytes()));
    }

    #[test]
    fn formatted_times_parse_to_themselves(time in (i64::MIN + 2)..i64::MAX, shift in 0..63) {
        for typ in TimeType::ALL {
            let time = time >> shift;
            prop_assert_eq!(typ.parse(&typ.format(time)), Ok(time));
            let cell = TimeCell::new(typ, time);
            prop_assert_eq!(cell.to_string().parse(), Ok(cell));
        }
    }
}

#[test]
fn ids_increase_strictly_within_each_thread() {
    let threads: Vec<_> = (0..4)
        .map(|_| std::thread::spawn(|| (0..20_000).map(|_| RowId::new()).collect::<Vec<_>>()))
        .collect();
    let mut all: Vec<RowId> = Vec::new();
    for thread in threads {
        let ids = thread.join().unwrap();
        assert!(ids.is_sorted_by(|a, b| a < b));
        all.extend(ids);
    }
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 80_000);
}
