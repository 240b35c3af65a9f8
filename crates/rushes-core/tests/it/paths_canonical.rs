//! The canonical text of paths, and what is derived from it.

use rushes_core::{EmptyNameError, EntityPath, EntityPathPart, entity_path};

#[test]
fn what_is_not_a_letter_or_number_is_escaped() {
    for (part, canonical) in [
        ("abc_1-2.3", "abc_1-2.3"),
        ("Ünï", "Ünï"),
        ("日本", "日本"),
        ("가", "가"),
        ("ー", "ー"),
        ("का", "का"),
        ("²½①Ⅷª", "²½①Ⅷª"),
        ("a b", r"a\ b"),
        ("a/b", r"a\/b"),
        ("q\"", r#"q\""#),
        ("it's", r"it\'s"),
        ("~", r"\~"),
        ("$x", r"\$x"),
        ("a:b", r"a\:b"),
        ("[#1]", r"\[\#1\]"),
        ("*", r"\*"),
        ("@", r"\@"),
        ("{", r"\{"),
        ("\\", r"\\"),
        ("\n\r\t", r"\n\r\t"),
        ("\u{1}", r"\u{0001}"),
        ("\u{7F}", r"\u{007F}"),
        ("\u{A0}", r"\u{00A0}"),
        ("\u{3000}", r"\u{3000}"),
        ("e\u{301}", r"e\u{0301}"),
        ("☮", r"\u{262E}"),
        ("★", r"\u{2605}"),
        ("😀", r"\u{1F600}"),
        ("\u{10FFFF}", r"\u{10FFFF}"),
    ] {
        assert_eq!(EntityPathPart::new(part).escaped_string(), canonical);
        assert_eq!(
            EntityPathPart::parse_forgiving(canonical).unescaped_str(),
            part
        );
        assert_eq!(entity_path!(part).as_str(), format!("/{canonical}"));
    }
}

#[test]
fn parts_in_a_list_are_taken_unescaped() {
    assert_eq!(
        EntityPath::try_from_parts(["a/b", "c"]).unwrap(),
        r"/a\/b/c"
    );
    let error = EmptyNameError {
        what: "part of an entity path",
    };
    assert_eq!(EntityPath::try_from_parts(["a", ""]), Err(error));
    assert_eq!(entity_path!("a", "", 7), "/a/7");
    assert_eq!(entity_path!(), EntityPath::root());
}

#[test]
fn paths_are_put_together_and_taken_apart() {
    let path = EntityPath::from("world") / "cars" / EntityPathPart::new("a/b");
    assert_eq!(path, r"/world/cars/a\/b");
    assert_eq!(&EntityPath::root() / &path, path);
    assert_eq!(path.join(&EntityPath::root()), path);
    assert_eq!(path.parent().unwrap(), "/world/cars");
    assert_eq!(EntityPath::root().parent(), None);
    assert_eq!(path.last().unwrap().unescaped_str(), "a/b");
    let up: Vec<String> = path
        .self_and_ancestors()
        .map(|path| path.to_string())
        .collect();
    assert_eq!(up, [r"/world/cars/a\/b", "/world/cars", "/world", "/"]);
}

#[test]
fn relations_compare_whole_parts() {
    let [car, driver, car2] =
        ["/world/car", "/world/car/driver", "/world/car2"].map(EntityPath::from);
    assert!(driver.starts_with(&car) && car.starts_with(&car));
    assert!(!car2.starts_with(&car));
    assert!(driver.is_descendant_of(&car) && !car.is_descendant_of(&car));
    assert!(driver.is_child_of(&car) && !driver.is_child_of(&EntityPath::root()));
    assert!(driver.is_descendant_of(&EntityPath::root()));
}

#[test]
fn a_path_is_reserved_by_its_first_part() {
    for (path, reserved) in [
        ("/__properties", true),
        ("/__warnings/x", true),
        ("/a/__b", false),
        ("/_a", false),
        ("/", false),
    ] {
        assert_eq!(EntityPath::from(path).is_reserved(), reserved, "{path}");
    }
}

#[test]
fn column_names_begin_with_a_prefix() {
    for (path, prefix) in [
        ("/__properties", "property"),
        ("/__properties/a/b", "property:a/b"),
        (r"/__properties/cam\ era\/left", r"property:cam\ era\/left"),
        ("/__propertiesx", "/__propertiesx"),
        ("/world/pts", "/world/pts"),
        ("/", "/"),
    ] {
        assert_eq!(EntityPath::from(path).column_prefix(), prefix);
    }
}

#[test]
fn file_names_become_paths() {
    for (file, path) in [
        ("/a/b.png", "/a/b.png"),
        ("foo/../bar/x.txt", "/bar/x.txt"),
        ("../../x.txt", "/x.txt"),
        ("./x.txt", "/x.txt"),
        ("/sub/two words.png", r"/sub/two\ words.png"),
    ] {
        assert_eq!(EntityPath::from_file_path(file), path);
    }
}

#[test]
fn paths_sort_naturally_with_reserved_ones_last() {
    let sorted = [
        "/",
        "/\\+\\ /world",
        "/_a",
        "/Ax",
        "/a",
        "/a/b",
        "/a01",
        "/a1",
        "/a1b",
        "/a_b",
        "/aXb",
        "/ax",
        "/Bz",
        "/b",
        "/ba",
        "/image2",
        "/image10",
        "/world",
        "/world/car",
        "/world_2",
        "/x1.001",
        "/x1.01",
        "/x1.1",
        "/é",
        "/__properties",
        "/__properties/x",
        "/__r",
    ]
    .map(EntityPath::from);
    for (i, a) in sorted.iter().enumerate() {
        for (j, b) in sorted.iter().enumerate() {
            assert_eq!(a.cmp(b), i.cmp(&j), "{a} and {b}");
        }
    }
}

#[test]
fn equal_paths_have_equal_hashes() {
    let (a, b) = (EntityPath::from("a//b/"), EntityPath::from("/a/b"));
    assert_eq!(a, b);
    assert_eq!(a.hash64(), b.hash64());
    assert_ne!(a.hash64(), EntityPath::from("/a").hash64());
}
