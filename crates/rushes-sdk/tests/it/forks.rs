//! Streams in forked children.
#![cfg(unix)]

use rushes_core::StoreKind;
use rushes_sdk::{RecordingStream, cleanup_if_forked_child};

use crate::support::{bare, child, memory, read, scalar, scalars};

#[test]
#[ignore = "the child of the test below: it must not fork beside other tests"]
fn forks() {
    let dir = std::env::var("RUSHES_TEST_DIR").unwrap();
    let path = |name: &str| format!("{dir}/{name}");
    let rec = bare("fork").save(path("parent.rrd")).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    RecordingStream::set_global(StoreKind::Recording, Some(rec.clone()));
    RecordingStream::set_thread_local(StoreKind::Recording, Some(rec.clone()));
    // SAFETY: the child only logs to streams, which is what is tested, and exits without unwinding.
    let pid = unsafe { libc::fork() };
    assert!(pid >= 0);
    if pid == 0 {
        let result = std::panic::catch_unwind(|| in_child(rec, &path("child.rrd")));
        // SAFETY: ends the process at once; nothing of the parent's is touched.
        unsafe { libc::_exit(i32::from(result.is_err())) };
    }
    let mut status = 0;
    // SAFETY: `status` outlives the call.
    assert_eq!(unsafe { libc::waitpid(pid, &raw mut status, 0) }, pid);
    assert_eq!(status, 0, "the child failed");
    rec.log("a", &scalar(2)).unwrap();
    rec.disconnect();
    cleanup_if_forked_child();
    assert!(RecordingStream::global(StoreKind::Recording).is_some());
    assert_eq!(scalars(&read(path("parent.rrd").as_ref())), [1, 2]);
    assert_eq!(scalars(&read(path("child.rrd").as_ref())), [3]);
}

fn in_child(inherited: RecordingStream, path: &str) {
    assert!(inherited.is_forked_child());
    inherited.log("a", &scalar(99)).unwrap();
    inherited.set_time_sequence("t", 1);
    let error = inherited.flush_blocking().unwrap_err().to_string();
    assert!(error.starts_with("Fork detected during flush"), "{error}");
    assert!(inherited.flush_async().is_err());
    inherited.save(format!("{path}.not")).unwrap();
    inherited.disconnect();
    cleanup_if_forked_child();
    assert!(RecordingStream::get_quiet(StoreKind::Recording, None).is_none());
    drop(inherited);
    let own = bare("fork").save(path).unwrap();
    assert!(!own.is_forked_child());
    own.log("a", &scalar(3)).unwrap();
    own.flush_blocking().unwrap();
    drop(own);
}

#[test]
fn a_child_leaves_its_parents_streams_alone() {
    let dir = tempfile::tempdir().unwrap();
    let variables = [("RUSHES_TEST_DIR", dir.path().to_str().unwrap())];
    let output = child("forks::forks", &variables).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
}

#[test]
fn the_parent_is_no_child() {
    let (rec, _storage) = memory();
    assert!(!rec.is_forked_child());
    assert!(!RecordingStream::disabled().is_forked_child());
}
