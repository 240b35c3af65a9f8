//! Entity path filters.

use rushes_core::{
    EntityPath, EntityPathFilter, FilterParseError, PathParseError, PathSubstitutions,
};

const ENTITIES: [&str; 15] = [
    "/",
    "/world",
    "/world/car",
    "/world/car/driver",
    "/world/car2",
    "/world/roads",
    "/world/roads/main",
    "/world/roads/side",
    "/other",
    "/__properties",
    "/__properties/x",
    r"/with\ space",
    "/__warnings",
    "/image2",
    "/image10",
];

const ROADS: [&str; 3] = ["/world/roads", "/world/roads/main", "/world/roads/side"];

fn parse(text: &str) -> EntityPathFilter {
    EntityPathFilter::parse_forgiving(text, &PathSubstitutions::none())
}

fn included(filter: &EntityPathFilter) -> Vec<&'static str> {
    let matches = |path: &&str| filter.matches(&EntityPath::from(*path));
    ENTITIES.into_iter().filter(matches).collect()
}

#[track_caller]
fn assert_includes(text: &str, expected: &[&str]) {
    let filter = parse(text);
    assert_eq!(included(&filter), expected, "{text:?}");
    assert_eq!(parse(&filter.to_string()), filter, "{text:?}");
}

fn all_but(excluded: &[&str]) -> Vec<&'static str> {
    ENTITIES
        .into_iter()
        .filter(|path| !excluded.contains(path))
        .collect()
}

#[test]
fn subtrees_and_single_entities() {
    let world = ENTITIES
        .into_iter()
        .filter(|path| path.starts_with("/world"));
    let world: Vec<&str> = world.collect();
    assert_includes("/**", &all_but(&["/__properties", "/__properties/x"]));
    assert_includes("/world", &["/world"]);
    assert_includes("/world/**", &world);
    assert_includes("world/**", &world);
    assert_includes("/world/", &["/world"]);
    assert_includes("//world//car", &["/world/car"]);
    assert_includes("/image2 /image10", &["/image2", "/image10"]);
    assert_includes(r"/with\ space", &[r"/with\ space"]);
    assert_includes("/with space", &[]);
}

#[test]
fn the_most_specific_rule_wins() {
    assert_includes(
        "+ /world/**\n- /world/roads/**\n+ /world/roads/main",
        &[
            "/world",
            "/world/car",
            "/world/car/driver",
            "/world/car2",
            "/world/roads/main",
        ],
    );
    let mut expected = vec!["/world/car/driver", "/world/car2"];
    expected.extend(ROADS);
    assert_includes(
        "+ /world/**\n- /world\n- /world/car/**\n+ /world/car/driver",
        &expected,
    );
    let mut expected = vec!["/world", "/world/car2"];
    expected.extend(ROADS);
    assert_includes("-/world/car/** +/world/**", &expected);
}

#[test]
fn of_equal_rules_the_last_wins() {
    assert_eq!(
        included(&parse("- /world/**\n+ /world/**")),
        included(&parse("/world/**"))
    );
    assert_includes("+ /world/**\n- /world/**", &[]);
    assert_includes("- /world", &[]);
    assert_includes("", &[]);
}

#[test]
fn properties_are_excluded_unless_named() {
    assert_includes("/__properties/**", &["/__properties", "/__properties/x"]);
    assert_includes("/__properties", &["/__properties"]);
    assert_includes(
        "+ /**\n+ /__properties/**\n- /__properties/x",
        &all_but(&["/__properties/x"]),
    );
}

#[test]
fn stars_elsewhere_are_characters() {
    for text in ["/world/*", "/world/car*", "**", "/**/car"] {
        assert_includes(text, &[]);
    }
    assert!(parse("/world/*").matches(&EntityPath::from("/world/*")));
}

#[test]
fn signs_and_blanks() {
    assert_includes("+\n/world", &["/", "/world"]);
    assert_includes("+", &["/"]);
    assert_includes("+\t/world", &["/world"]);
    assert_includes("+   \n  /world", &["/", "/world"]);
    assert_includes("/world\u{c}/other", &["/world", "/other"]);
    for text in ["+ + /world", "++ /world"] {
        assert_includes(text, &[]);
        assert!(
            parse(text).matches(&EntityPath::from(r"/\+\ /world")),
            "{text}"
        );
    }
}

#[test]
fn a_list_has_one_rule_per_string() {
    let none = PathSubstitutions::none();
    let list = EntityPathFilter::from_tokens_forgiving(["/with space", "- /other", " "], &none);
    assert_eq!(included(&list), [r"/with\ space"]);
}

#[test]
fn the_origin_is_put_in() {
    assert!(parse("$origin/**").matches(&EntityPath::from(r"/\$origin/x")));
    for (origin, text) in [("/world/car", "/world/car/**"), ("/", "/**")] {
        let substitutions = PathSubstitutions::with_origin(&EntityPath::from(origin));
        for expression in ["$origin/**", "+ ${origin}/**"] {
            let filter = EntityPathFilter::parse_forgiving(expression, &substitutions);
            assert_eq!(filter, parse(text));
            assert_eq!(
                EntityPathFilter::parse_strict(expression, &substitutions),
                Ok(filter)
            );
        }
    }
}

#[test]
fn the_strict_parser_refuses_what_the_other_mends() {
    let strict = |text| EntityPathFilter::parse_strict(text, &PathSubstitutions::none());
    assert_eq!(
        strict("+ /world/** -/world/car"),
        Ok(parse("+ /world/** -/world/car"))
    );
    assert_eq!(strict("/**"), Ok(EntityPathFilter::all()));
    assert_eq!(
        strict("+"),
        Ok(EntityPathFilter::single(&EntityPath::root()))
    );
    assert_eq!(
        strict("$origin/**"),
        Err(FilterParseError::UnresolvedVariable("$origin/**".into()))
    );
    let source = PathParseError::MissingEscape('*');
    let expression = "/world/*".to_owned();
    assert_eq!(
        strict("/world/*"),
        Err(FilterParseError::Path { expression, source })
    );
}
