//! `cargo xtask codegen`: writes all generated files.

use std::io;

fn main() -> io::Result<()> {
    let root = rushes_codegen::root();
    let files = rushes_codegen::python::files()?;
    for (path, text) in &files {
        let path = root.join(path);
        if std::fs::read_to_string(&path).is_ok_and(|old| old == *text) {
            continue;
        }
        std::fs::create_dir_all(path.parent().unwrap_or(root))?;
        std::fs::write(path, text)?;
    }
    let folders = rushes_codegen::python::folders();
    for path in rushes_codegen::leftovers(&files, &folders)? {
        std::fs::remove_file(root.join(path))?;
    }
    Ok(())
}
