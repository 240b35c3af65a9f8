//! Files go to the importers that a program registers.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};

use crossbeam_channel::Sender;
use parking_lot::{Condvar, Mutex};
use rushes_chunk::Chunk;
use rushes_core::{EntityPath, TimePoint};
use rushes_sdk::RecordingStreamError;
use rushes_sdk::import::{
    ImportedData, Importer, ImporterError, ImporterSettings, register_custom_importer,
};
use rushes_types::archetypes::TextDocument;

use crate::support::{bare, memory, rows};

/// Takes `.lines` files: each line is a document at an entity of its own. A line `wait` waits for
/// [`GATE`]; a line `fail` fails.
struct Lines;

static GATE: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());

impl Importer for Lines {
    fn name(&self) -> String {
        "lines".to_owned()
    }

    fn import_from_path(
        &self,
        settings: &ImporterSettings,
        path: PathBuf,
        data: Sender<ImportedData>,
    ) -> Result<(), ImporterError> {
        if path
            .extension()
            .is_none_or(|extension| extension != "lines")
        {
            return Err(ImporterError::Incompatible(path));
        }
        let contents = std::fs::read(&path)?;
        self.import_from_file_contents(settings, path, contents.into(), data)
    }

    fn import_from_file_contents(
        &self,
        settings: &ImporterSettings,
        path: PathBuf,
        contents: Cow<'_, [u8]>,
        data: Sender<ImportedData>,
    ) -> Result<(), ImporterError> {
        if path
            .extension()
            .is_none_or(|extension| extension != "lines")
        {
            return Err(ImporterError::Incompatible(path));
        }
        let prefix = settings.entity_path_prefix.clone().unwrap_or_default();
        let timepoint = settings.timepoint.clone().unwrap_or_default();
        for line in String::from_utf8_lossy(&contents).lines() {
            match line {
                "wait" => GATE.1.wait_while(&mut GATE.0.lock(), |is_open| !*is_open),
                "fail" => return Err(ImporterError::Other("no more".into())),
                _ => {}
            }
            let chunk = Chunk::builder(prefix.join(&EntityPath::from(line)))
                .with_archetype_auto_row(timepoint.clone(), &TextDocument::new(line))
                .build()?;
            let data = data.send(ImportedData::Chunk(self.name(), settings.store_id(), chunk));
            data.map_err(|error| ImporterError::Other(error.to_string().into()))?;
        }
        Ok(())
    }
}

fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| register_custom_importer(Lines));
}

fn entities(storage: &rushes_sdk::sink::MemorySinkStorage) -> Vec<String> {
    let rows = rows(&storage.take());
    rows.into_iter().map(|row| row.entity).collect()
}

#[test]
fn a_file_goes_to_the_importer_that_takes_it() {
    register();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.lines");
    std::fs::write(&path, "one\ntwo\n").unwrap();
    let (rec, storage) = memory();
    rec.set_time_sequence("step", 7);
    rec.log_file_from_path(&path, Some("prefix".into()), false)
        .unwrap();
    rec.flush_blocking().unwrap();
    let rows = rows(&storage.take());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].entity, "/prefix/one");
    assert!(rows.iter().all(|row| row.time("step") == Some(7)));
}

#[test]
fn contents_go_to_the_importer_of_their_name() {
    register();
    let (rec, storage) = memory();
    rec.log_file_from_contents("x.lines", Cow::Borrowed(b"one"), None, true)
        .unwrap();
    rec.flush_blocking().unwrap();
    let rows = rows(&storage.take());
    assert_eq!(rows[0].entity, "/one");
    assert!(rows[0].times.is_empty());
}

#[test]
fn a_file_that_nobody_takes_is_an_error() {
    register();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.other");
    std::fs::write(&path, "one").unwrap();
    let (rec, _storage) = memory();
    let import = |path: &Path| rec.log_file_from_path(path, None, false).unwrap_err();
    let error = import(&path);
    assert!(matches!(
        error,
        RecordingStreamError::ImporterError(ImporterError::Incompatible(_))
    ));
    assert!(
        error.to_string().starts_with("No importer support for"),
        "{error}"
    );
    let error = import(&folder.path().join("missing.lines"));
    assert!(error.to_string().contains("missing.lines"), "{error}");
}

#[test]
fn a_failure_at_once_is_an_error_and_a_later_one_keeps_what_came_before() {
    register();
    let (rec, storage) = memory();
    let import = |text: &str| {
        let contents = Cow::Owned(text.as_bytes().to_vec());
        rec.log_file_from_contents("x.lines", contents, None, true)
    };
    assert_eq!(import("fail").unwrap_err().to_string(), "no more");
    import("one\nfail").unwrap();
    rec.flush_blocking().unwrap();
    assert_eq!(entities(&storage), ["/one"]);
}

#[test]
fn dropping_a_stream_waits_for_what_is_imported() {
    register();
    let seen = Arc::<Mutex<Vec<_>>>::default();
    let sees = Arc::clone(&seen);
    let sink = rushes_sdk::sink::CallbackSink::new(move |messages: &[_]| {
        sees.lock().extend_from_slice(messages);
    });
    let rec = bare("imports")
        .set_sinks(vec![Box::new(sink) as _])
        .unwrap();
    rec.log_file_from_contents("x.lines", Cow::Borrowed(b"one\nwait\ntwo"), None, true)
        .unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| drop(rec));
        *GATE.0.lock() = true;
        GATE.1.notify_all();
    });
    let rows = rows(&seen.lock());
    let entities: Vec<_> = rows.iter().map(|row| row.entity.as_str()).collect();
    assert_eq!(entities, ["/one", "/wait", "/two"]);
}

#[test]
fn settings_become_options_of_a_command_line() {
    let settings = ImporterSettings {
        application_id: Some("app".into()),
        recording_id: "rec".into(),
        opened_store_id: None,
        force_store_info: false,
        entity_path_prefix: Some("a/b".into()),
        timepoint: Some(TimePoint::default().with_index("t", std::time::Duration::from_secs(1))),
        timestamp_offset_ns: None,
        timeline_type: rushes_core::TimeType::Sequence,
    };
    let expected = "--application-id app --recording-id rec --entity-path-prefix /a/b \
                    --time_duration_nanos t=1000000000 --time t=1000000000";
    assert_eq!(settings.to_cli_args().join(" "), expected);
    let settings = ImporterSettings {
        timepoint: Some(TimePoint::STATIC),
        ..settings
    };
    assert!(
        settings
            .to_cli_args()
            .ends_with(&["--timeless".to_owned(), "--static".to_owned()])
    );
}
