//! The strict parser, and data paths.

use rushes_core::{DataPath, EntityPath, PathParseError as E};

#[test]
fn each_error_has_its_cause() {
    let bad_instance = |text: &str| E::BadInstance(text.to_owned());
    let bad_unicode = |text: &str| E::InvalidUnicodeEscape(text.to_owned());
    for (text, error) in [
        ("", E::ExpectedPath),
        ("[#1]", E::NoEntityPath),
        (":Points3D:colors", E::NoEntityPath),
        ("a//b", E::DoubleSlash),
        ("//a", E::DoubleSlash),
        ("//", E::DoubleSlash),
        ("a//", E::DoubleSlash),
        ("a/b/", E::TrailingSlash),
        ("a b", E::MissingEscape(' ')),
        ("a*", E::MissingEscape('*')),
        ("a#b", E::MissingEscape('#')),
        ("a]b", E::MissingEscape(']')),
        ("😀", E::MissingEscape('😀')),
        (r"a\xb", E::UnknownEscape('x')),
        (r"a\", E::TrailingBackslash),
        (r"a\u{}", bad_unicode("{}")),
        (r"a\u41", bad_unicode("41")),
        (r"a\u{D800}", bad_unicode("{D800}")),
        (r"a\u{110000}", bad_unicode("{110000}")),
        ("a[1]", bad_instance("[1]")),
        ("a[#]", bad_instance("[#]")),
        ("a[#-1]", bad_instance("[#-1]")),
        ("a[#+1]", bad_instance("[#+1]")),
        ("a[#1", bad_instance("[#1")),
        ("a[#1]/b", bad_instance("[#1]/b")),
        (
            "a[#18446744073709551616]",
            bad_instance("[#18446744073709551616]"),
        ),
        ("a:", E::TrailingColon),
        ("a:Points3D:", E::TrailingColon),
        ("a[#1]:", E::TrailingColon),
        ("a[#1]", E::UnexpectedInstance(1)),
        ("a:x", E::UnexpectedComponent("x".into())),
    ] {
        assert_eq!(EntityPath::parse_strict(text), Err(error), "{text:?}");
    }
}

#[test]
fn an_escaped_slash_is_part_of_its_part() {
    assert_eq!(
        EntityPath::parse_strict(r"a\/").unwrap().parts(),
        ["a/".into()]
    );
    // After `\\` a slash does not cut either, so that it lacks its own backslash.
    assert_eq!(
        EntityPath::parse_strict(r"a\\/b"),
        Err(E::MissingEscape('/'))
    );
}

#[test]
fn paths_parse_with_and_without_leading_slash() {
    for (text, canonical) in [
        ("/", "/"),
        ("a", "/a"),
        ("/a/b", "/a/b"),
        (r"a\:b/c\ d", r"/a\:b/c\ d"),
        (r"\n\u{1F600}\[\#1\]", r"/\n\u{1F600}\[\#1\]"),
    ] {
        assert_eq!(EntityPath::parse_strict(text).unwrap(), canonical);
    }
}

#[test]
fn instance_and_component_follow_the_path() {
    for (text, path, instance, component) in [
        ("/a", "/a", None, None),
        ("/a[#3]", "/a", Some(3), None),
        ("/a:Points3D:colors", "/a", None, Some("Points3D:colors")),
        (
            "/a[#3]:Points3D:colors",
            "/a",
            Some(3),
            Some("Points3D:colors"),
        ),
        ("/:x", "/", None, Some("x")),
        (r"/a\:b:c[#1]", r"/a\:b", None, Some("c[#1]")),
    ] {
        let parsed = DataPath::parse(text).unwrap();
        assert_eq!(parsed.entity_path, path);
        assert_eq!(parsed.instance, instance);
        assert_eq!(parsed.component, component.map(Into::into));
        assert_eq!(parsed.to_string(), text);
    }
}
