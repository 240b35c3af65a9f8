//! The generated files in the tree are those that the declarations make.

use rushes_codegen::{leftovers, python, root};

#[test]
fn generated_python_is_up_to_date() {
    let files = python::files().expect("the folders can be read");
    for (path, text) in &files {
        let found = std::fs::read_to_string(root().join(path)).unwrap_or_default();
        assert!(
            found == *text,
            "{} is out of date; run `cargo xtask codegen`",
            path.display()
        );
    }
    let leftovers = leftovers(&files, &python::folders()).expect("the folders can be read");
    assert!(
        leftovers.is_empty(),
        "{leftovers:?} are no longer generated; run `cargo xtask codegen`"
    );
}
