//! What names a recording or a blueprint.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::name::name_type;
use crate::{ApplicationId, InvalidApplicationIdError};

/// Recorded data, or the layout of a viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StoreKind {
    /// Recorded data.
    Recording,
    /// The layout of a viewer, itself kept as a recording.
    Blueprint,
}

impl fmt::Display for StoreKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Recording => "recording",
            Self::Blueprint => "blueprint",
        })
    }
}

name_type! {
    /// Tells the recordings of one application apart; any text. Blueprints have one too.
    RecordingId,
    "recording id",
    prefixes: []
}

impl RecordingId {
    /// `rec_` and 32 random hex digits.
    pub fn random() -> Self {
        Self::from(format!("rec_{}", crate::random::uuid_hex()))
    }
}

/// Names one store: kind, application id and recording id together. Cheap to clone.
///
/// Data with equal store ids belongs to one store, wherever it lies. Ordered by kind (recordings
/// first), application id, recording id. Text form: `recording:my_app:rec_1`, with `\` and `:` in
/// the application id escaped by a `\`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoreId(Arc<Parts>);

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Parts {
    kind: StoreKind,
    application_id: ApplicationId,
    recording_id: RecordingId,
}

impl StoreId {
    /// All three parts at once.
    pub fn new(
        kind: StoreKind,
        application_id: impl Into<ApplicationId>,
        recording_id: impl Into<RecordingId>,
    ) -> Self {
        Self(Arc::new(Parts {
            kind,
            application_id: application_id.into(),
            recording_id: recording_id.into(),
        }))
    }

    /// A recording.
    pub fn recording(app: impl Into<ApplicationId>, id: impl Into<RecordingId>) -> Self {
        Self::new(StoreKind::Recording, app, id)
    }

    /// A blueprint.
    pub fn blueprint(app: impl Into<ApplicationId>, id: impl Into<RecordingId>) -> Self {
        Self::new(StoreKind::Blueprint, app, id)
    }

    /// A store with a random recording id.
    pub fn random(kind: StoreKind, app: impl Into<ApplicationId>) -> Self {
        Self::new(kind, app, RecordingId::random())
    }

    /// The blueprint that an application's recordings are shown with by default: its recording id
    /// is the application id.
    pub fn default_blueprint(app: impl Into<ApplicationId>) -> Self {
        let app = app.into();
        let id = RecordingId::from(app.as_str());
        Self::blueprint(app, id)
    }

    /// Recording or blueprint.
    pub fn kind(&self) -> StoreKind {
        self.0.kind
    }

    /// The application.
    pub fn application_id(&self) -> &ApplicationId {
        &self.0.application_id
    }

    /// Which of the application's stores of this kind.
    pub fn recording_id(&self) -> &RecordingId {
        &self.0.recording_id
    }

    /// Whether this is a recording.
    pub fn is_recording(&self) -> bool {
        self.kind() == StoreKind::Recording
    }

    /// Whether this is a blueprint.
    pub fn is_blueprint(&self) -> bool {
        self.kind() == StoreKind::Blueprint
    }

    /// Whether this is the application's default blueprint.
    pub fn is_default_blueprint(&self) -> bool {
        self.is_blueprint() && self.application_id().as_str() == self.recording_id().as_str()
    }

    /// The same store of another application.
    #[must_use]
    pub fn with_application_id(&self, app: impl Into<ApplicationId>) -> Self {
        Self::new(self.kind(), app, self.recording_id().clone())
    }

    /// Another store of the same application and kind.
    #[must_use]
    pub fn with_recording_id(&self, id: impl Into<RecordingId>) -> Self {
        Self::new(self.kind(), self.application_id().clone(), id)
    }
}

impl fmt::Debug for StoreId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StoreId")
            .field(&self.kind())
            .field(self.application_id())
            .field(self.recording_id())
            .finish()
    }
}

impl fmt::Display for StoreId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let app = self
            .application_id()
            .as_str()
            .replace('\\', r"\\")
            .replace(':', r"\:");
        write!(f, "{}:{app}:{}", self.kind(), self.recording_id())
    }
}

/// The text is not a store id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseStoreIdError {
    /// The text does not begin with a kind and a colon.
    #[error("a store id starts with \"recording:\" or \"blueprint:\", found {found:?}")]
    Kind {
        /// What stands there instead, at most 64 characters of it.
        found: String,
    },
    /// There is no second colon, or nothing after it.
    #[error("a store id ends with \":\" and a recording id, which must not be empty")]
    NoRecordingId,
    /// The application id is empty.
    #[error(transparent)]
    ApplicationId(#[from] InvalidApplicationIdError),
}

impl FromStr for StoreId {
    type Err = ParseStoreIdError;

    fn from_str(text: &str) -> Result<Self, ParseStoreIdError> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        let kind = if kind.eq_ignore_ascii_case("recording") {
            StoreKind::Recording
        } else if kind.eq_ignore_ascii_case("blueprint") {
            StoreKind::Blueprint
        } else {
            return Err(ParseStoreIdError::Kind {
                found: crate::ParseIdError::excerpt(kind),
            });
        };
        let (app, recording_id) = split_application_id(rest);
        if recording_id.is_empty() {
            return Err(ParseStoreIdError::NoRecordingId);
        }
        Ok(Self::new(kind, ApplicationId::try_new(app)?, recording_id))
    }
}

/// Unescapes up to the first free colon; returns what follows it, nothing if there is none.
fn split_application_id(text: &str) -> (String, &str) {
    let mut app = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            ':' => break,
            '\\' => app.push(chars.next().unwrap_or('\\')),
            c => app.push(c),
        }
    }
    (app, chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_form_escapes_the_application_id_only() {
        let id = StoreId::recording("[x]:y", r"a:b\c");
        assert_eq!(id.to_string(), r"recording:[x]\:y:a:b\c");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(
            "BluePrint:app:r".parse(),
            Ok(StoreId::blueprint("app", "r"))
        );
        let normalized: StoreId = r"recording:a\\b:r".parse().unwrap();
        assert_eq!(normalized.application_id(), &ApplicationId::from(r"a\b"));
    }

    #[test]
    fn bad_texts_are_refused() {
        assert!(matches!(
            "".parse::<StoreId>(),
            Err(ParseStoreIdError::Kind { .. })
        ));
        assert!(matches!(
            "table:a:b".parse::<StoreId>(),
            Err(ParseStoreIdError::Kind { .. })
        ));
        for text in [
            "recording",
            "recording:",
            "recording:app",
            "recording:app:",
            r"recording:a\:b",
        ] {
            assert_eq!(
                text.parse::<StoreId>(),
                Err(ParseStoreIdError::NoRecordingId),
                "{text}"
            );
        }
        assert_eq!(
            "recording::rec".parse::<StoreId>(),
            Err(ParseStoreIdError::ApplicationId(InvalidApplicationIdError))
        );
    }

    #[test]
    fn recordings_sort_before_blueprints_then_by_application() {
        let mut ids = [
            StoreId::blueprint("a", "a"),
            StoreId::recording("b", "a"),
            StoreId::recording("a", "b"),
            StoreId::recording("a", "a"),
        ];
        ids.sort();
        let texts: Vec<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(
            texts,
            [
                "recording:a:a",
                "recording:a:b",
                "recording:b:a",
                "blueprint:a:a"
            ]
        );
    }

    #[test]
    fn the_default_blueprint_is_named_after_its_application() {
        let id = StoreId::default_blueprint("my.app");
        assert_eq!(id.recording_id(), &"my-appc742");
        assert!(id.is_default_blueprint());
        assert!(!StoreId::random(StoreKind::Blueprint, "app").is_default_blueprint());
        assert!(!StoreId::recording("a", "a").is_default_blueprint());
        assert!(RecordingId::random().as_str().starts_with("rec_"));
        assert_eq!(RecordingId::random().as_str().len(), 36);
    }
}
