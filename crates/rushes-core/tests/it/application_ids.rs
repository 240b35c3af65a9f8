//! Application ids and their normal form.

use rushes_core::{ApplicationId, InvalidApplicationIdError};

#[track_caller]
fn assert_normalized(id: &str, expected: &str) {
    let id = ApplicationId::try_new(id);
    assert_eq!(id.as_ref().map(ApplicationId::as_str), Ok(expected));
}

#[test]
fn allowed_ids_stay_as_they_are() {
    for id in [
        "app",
        "with space",
        "[x]:y",
        "under_score-dash",
        &"a".repeat(180),
    ] {
        assert_normalized(id, id);
    }
}

#[test]
fn other_ids_are_rewritten() {
    for (id, expected) in [
        ("my.app", "my-appc742"),
        ("a/b", "a-b5aae"),
        ("tab\tx", "tab-xe0f2"),
        ("ünï", "-n-8bc9"),
        ("💣", "-710c"),
        (".", "-8008"),
        ("A.B.C", "A-B-C0e7a"),
        ("semi;colon", "semi-colona419"),
        ("specA/exp two.v1", "specA-exp two-v10eaf"),
        ("t.mcap", "t-mcap9535"),
    ] {
        assert_normalized(id, expected);
    }
}

#[test]
fn long_ids_are_cut() {
    assert_normalized(&"a".repeat(181), &format!("{}e07d", "a".repeat(176)));
    assert_normalized(&"💣".repeat(200), &format!("{}5f38", "-".repeat(176)));
}

#[test]
fn the_empty_id_is_refused() {
    assert_eq!(ApplicationId::try_new(""), Err(InvalidApplicationIdError));
    assert_eq!(
        ApplicationId::try_from(String::new()),
        Err(InvalidApplicationIdError)
    );
}

#[test]
#[should_panic(expected = "an application id must not be empty")]
fn an_empty_literal_is_a_mistake_in_the_program() {
    let _ = ApplicationId::from("");
}

#[test]
fn defaults() {
    assert_eq!(ApplicationId::unknown().as_str(), "unknown_app_id");
    let random = ApplicationId::random();
    assert!(random.as_str().starts_with("app_"));
    assert_eq!(random.as_str().len(), 36);
    assert_normalized(random.as_str(), random.as_str());
}
