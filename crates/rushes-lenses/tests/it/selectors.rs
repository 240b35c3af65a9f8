//! Selectors: what is one, how it prints, what it yields for each row.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array, ListArray, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::Field;
use rushes_lenses::{Runtime, Selector, default_runtime};

/// One list for each row; `-1` is a null row.
fn rows(lengths: &[i32], values: ArrayRef) -> ListArray {
    let field = Arc::new(Field::new_list_field(values.data_type().clone(), true));
    let valid: NullBuffer = lengths.iter().map(|len| *len >= 0).collect();
    let offsets = OffsetBuffer::from_lengths(lengths.iter().map(|len| (*len).max(0) as usize));
    ListArray::new(field, offsets, values, Some(valid))
}

fn numbers(values: &[Option<i64>]) -> ArrayRef {
    Arc::new(Int64Array::from(values.to_vec()))
}

/// `[[{a: 1}], [{a: null}], [null], [], null, [{a: 1}, {a: null}]]`
fn structs() -> ListArray {
    let a = numbers(&[Some(1), None, Some(9), Some(1), None]);
    let field = Arc::new(Field::new("a", a.data_type().clone(), true));
    let valid = NullBuffer::from(vec![true, true, false, true, true]);
    let values = StructArray::new(vec![field].into(), vec![a], Some(valid));
    rows(&[1, 1, 1, 0, -1, 2], Arc::new(values))
}

/// `[[null], [null, null], [[1, 2]], [], null, [[1], null], [[]]]`
fn lists() -> ListArray {
    let values = numbers(&[Some(1), Some(2), Some(1)]);
    let inner = rows(&[-1, -1, -1, 2, 1, -1, 0], values);
    rows(&[1, 2, 1, 0, -1, 2, 1], Arc::new(inner))
}

/// `[[[[1], [2]]], [null], [[null]], [[]], [], null]`
fn deep() -> ListArray {
    let ones = rows(&[1, 1, -1], numbers(&[Some(1), Some(2)]));
    let lists = rows(&[2, -1, 1, 0], Arc::new(ones));
    rows(&[1, 1, 1, 1, 0, -1], Arc::new(lists))
}

fn show(array: &dyn Array, row: usize) -> String {
    let logical = array.logical_nulls();
    if logical.is_some_and(|nulls| nulls.is_null(row)) {
        return "null".to_owned();
    }
    let inner = match array.as_list_opt::<i32>() {
        Some(list) => Some(list.value(row)),
        None => array.as_fixed_size_list_opt().map(|list| list.value(row)),
    };
    if let Some(inner) = inner {
        let shown: Vec<_> = (0..inner.len()).map(|i| show(&inner, i)).collect();
        return format!("[{}]", shown.join(", "));
    }
    match array.as_string_opt::<i32>() {
        Some(texts) => texts.value(row).to_owned(),
        None => array.as_primitive::<Int64Type>().value(row).to_string(),
    }
}

fn run(source: &ListArray, selector: &str) -> String {
    let selector: Selector = selector.parse().unwrap();
    match selector.execute_per_row(source) {
        Ok(None) => "nothing".to_owned(),
        Err(_) => "error".to_owned(),
        Ok(Some(list)) => {
            assert_eq!(list.len(), source.len());
            let shown: Vec<_> = (0..list.len()).map(|row| show(&list, row)).collect();
            shown.join(" ")
        }
    }
}

#[test]
fn values_are_selected_for_each_row() {
    let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("a"), None]));
    let texts = rows(&[1, 1], texts);
    for (source, selector, expected) in [
        (structs(), ".a", "[1] [null] [null] [] null [1, null]"),
        (structs(), ".a!", "[1] null null [] null [1, null]"),
        (structs(), ".a! | .", "[1] null null [] null [1, null]"),
        (structs(), "\"k\"", "[k] [k] [k] [] null [k, k]"),
        (
            structs(),
            "pack(.a!)",
            "[[1]] [null] [null] [] null [[1], null]",
        ),
        (
            structs(),
            "pack(.a!) | []",
            "[1] null null [] null [1, null]",
        ),
        (structs(), "pack(.a)", "error"),
        (structs(), "pack(.z!, .a!)", "error"),
        (structs(), ".z", "nothing"),
        (structs(), ".z?", "nothing"),
        (structs(), ".a.b", "error"),
        (structs(), ".a.b?", "nothing"),
        (structs(), "[]", "error"),
        (lists(), "[]", "null null [1, 2] [] null [1] []"),
        (
            lists(),
            "[0]",
            "[null] [null, null] [1] [] null [1, null] [null]",
        ),
        (lists(), "[0]!", "null null [1] [] null [1, null] null"),
        (
            lists(),
            "[9]",
            "[null] [null, null] [null] [] null [null, null] [null]",
        ),
        (
            lists(),
            "map(\"k\")",
            "[null] [null, null] [[k, k]] [] null [[k], null] [[]]",
        ),
        (lists(), "map(.x?)", "nothing"),
        (lists(), "map(.x)", "error"),
        (deep(), "[0][]", "[1] null null null [] null"),
        (deep(), "[0][0]", "[1] [null] [null] [null] [] null"),
        (deep(), "map([0])", "[[1, 2]] [null] [[null]] [[]] [] null"),
        (texts.clone(), "string_prefix(\"p\")", "[pa] [null]"),
        (texts.clone(), "string_prefix()", "error"),
        (texts.clone(), "nope(\"p\")", "error"),
        (texts, "\"k\" | string_prefix(\"p\")", "[pk] [pk]"),
    ] {
        assert_eq!(run(&source, selector), expected, "{selector}");
    }
}

/// The peer dies of this one.
#[test]
fn two_levels_of_lists_are_flattened() {
    for selector in ["[][]", "[] | []"] {
        assert_eq!(run(&deep(), selector), "[1, 2] null null [] [] null");
    }
}

#[test]
fn rows_that_are_a_slice_are_the_same_rows() {
    assert_eq!(run(&lists().slice(2, 4), "[]"), "[1, 2] [] null [1]");
    assert_eq!(run(&structs().slice(1, 2), ".a"), "[null] [null]");
}

#[test]
fn selectors_print_as_they_read() {
    for (text, printed) in [
        (".", "."),
        ("  .a  ", ".a"),
        (". .a", ".a"),
        ("..a", ".a"),
        (".a\n.b", ".a.b"),
        (".a!|.b?", ".a! | .b?"),
        (".[]", "[]"),
        (".a [0] ?", ".a[0]?"),
        ("[007]", "[7]"),
        ("map (.a)", "map(.a)"),
        (".map | .pack", ".map | .pack"),
        ("pack ( .a! , .[0]! | .b! )", "pack(.a!, [0]! | .b!)"),
        ("f(\"a\";\"b\")", "f(\"a\"; \"b\")"),
        (r#""a\"\\\n\t""#, r#""a\"\\\n\t""#),
        (".ä-b_9", ".ä-b_9"),
    ] {
        let selector: Selector = text.parse().unwrap();
        assert_eq!(selector.to_string(), printed);
    }
}

#[test]
fn what_is_no_selector_is_refused() {
    for text in [
        "",
        "|",
        ".a |",
        ".a b",
        ".c.",
        ".1a",
        "._a",
        ".a[",
        ".a[x]",
        ".a[-1]",
        "[99999999999999999999999]",
        ".a.[0]",
        ".!",
        ".?",
        "\"k\"!",
        "\"k",
        r#""\q""#,
        "map",
        "map(.)?",
        "pack()",
        "pack(.a,)",
        "pack([])",
        "pack(\"k\")",
        "f(.a)",
        "f(\"a\";)",
        "f(\"a\",\"b\")",
        "f()?",
        "(.a)",
        "$x",
    ] {
        assert!(text.parse::<Selector>().is_err(), "{text}");
    }
    let nested = "map(".repeat(100_000);
    assert!(nested.parse::<Selector>().is_err());
}

#[test]
fn functions_are_called_by_name_or_piped() {
    let runtime: Runtime = default_runtime()
        .clone()
        .with_function("twice", |values, _| {
            let doubled = values
                .as_primitive::<Int64Type>()
                .unary::<_, Int64Type>(|v| v * 2);
            Ok(Some(Arc::new(doubled)))
        });
    let values = numbers(&[Some(1), None]);
    let named: Selector = "twice".parse().unwrap();
    let doubled = named.execute_with(&values, &runtime).unwrap().unwrap();
    assert_eq!(*doubled, *numbers(&[Some(2), None]));
    assert!(named.execute(&values).is_err());

    let shorter = Selector::try_from(".")
        .unwrap()
        .pipe(|v| Ok(Some(v.slice(0, 1))));
    assert_eq!(shorter.execute(&values).unwrap().unwrap().len(), 1);
    assert!(shorter.execute_per_row(&rows(&[1, 1], values)).is_err());
}
