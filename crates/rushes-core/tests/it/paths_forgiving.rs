//! The parser that never fails.

use rushes_core::{EntityPath, PathWarning};

#[test]
fn any_text_becomes_a_canonical_path() {
    for (text, canonical) in [
        ("", "/"),
        ("/", "/"),
        ("///", "/"),
        ("plain", "/plain"),
        ("/lead/slash/", "/lead/slash"),
        ("dup///slash", "/dup/slash"),
        ("with space/x", r"/with\ space/x"),
        (r"with\ space/x", r"/with\ space/x"),
        ("a/ /b", r"/a/\ /b"),
        ("/ lead", r"/\ lead"),
        ("a:b", r"/a\:b"),
        ("a[#1]", r"/a\[\#1\]"),
        ("$dollar", r"/\$dollar"),
        (r"a\-b\_c\.d", "/a-b_c.d"),
        ("tab\tb", r"/tab\tb"),
        (r"\n\r\t", r"/\n\r\t"),
        (r"x\u{41}", "/xA"),
        (r"uesc/\u{262E}", r"/uesc/\u{262E}"),
        (r"x\u{}y", r"/x\\u\{\}y"),
        (r"x\u{apa}y", r"/x\\u\{apa\}y"),
        (r"x\u{D800}y", r"/x\\u\{D800\}y"),
        (r"x\u{110000}", r"/x\\u\{110000\}"),
        (r"x\u{1234567}y", r"/x\\u\{1234567\}y"),
        (r"x\u41", r"/x\\u41"),
        (r"unknown/a\qb", "/unknown/aqb"),
        (r"C:\Users\me", r"/C\:Usersme"),
        (r"tr\", r"/tr\\"),
        (r"\\", r"/\\"),
        (r"esc/\/x", r"/esc/\/x"),
        (r"esc2/\\/x", r"/esc2/\\\/x"),
        ("dots/../a.b", "/dots/../a.b"),
        ("emoji/😀", r"/emoji/\u{1F600}"),
        ("★/é", r"/\u{2605}/é"),
        ("__properties", "/__properties"),
        ("/__properties/", "/__properties"),
        // What a failed unicode escape swallows, as the other implementation does it.
        (r"\u\-\-\-\-\-\-\-\-\-\-", r"/\\u\\-\\-\\-\\-------"),
        (r"\u{ab\-}\-", r"/\\u\{ab\\-\}-"),
        (r"\uab}\-", r"/\\uab\}-"),
        (r"\uaaaaaaa\-", r"/\\uaaaaaaa\\-"),
        (r"\u{aaaaaa\-\-", r"/\\u\{aaaaaa\\--"),
        (r"\u{aaaaaaa\-\-", r"/\\u\{aaaaaaa--"),
        (r"\u{00000041}", r"/\\u\{00000041\}"),
        (r"\u{0041}", "/A"),
        (r"\u\n\-", r"/\\u\\n\\-"),
        (r"x\u/y", r"/x\\u/y"),
        ("x\\\ny", r"/x\ny"),
    ] {
        assert_eq!(EntityPath::parse_forgiving(text), canonical, "{text:?}");
    }
}

#[test]
fn what_was_mended_is_told() {
    for (text, expected) in [
        ("plain", vec![]),
        (r"a\ b", vec![]),
        (r"x\u41", vec![]),
        (r"tr\", vec![]),
        ("a b", vec![PathWarning::UnescapedWhitespace(' ')]),
        ("tab\tb", vec![PathWarning::UnescapedWhitespace('\t')]),
        (r"a\qb", vec![PathWarning::UnknownEscape('q')]),
        (
            r"C:\Users\me",
            vec![
                PathWarning::UnknownEscape('U'),
                PathWarning::UnknownEscape('m'),
            ],
        ),
    ] {
        let (_, warnings) = EntityPath::parse_forgiving_with_warnings(text);
        assert_eq!(warnings, expected, "{text:?}");
    }
}

#[test]
fn a_slash_after_a_backslash_stays_in_its_part() {
    for (text, parts) in [
        (r"a\/b", vec!["a/b"]),
        (r"a\\/b", vec![r"a\/b"]),
        (r"a/\\/b", vec!["a", r"\/b"]),
    ] {
        let path = EntityPath::from(text);
        let found: Vec<&str> = path
            .parts()
            .iter()
            .map(|part| part.unescaped_str())
            .collect();
        assert_eq!(found, parts, "{text}");
    }
}
