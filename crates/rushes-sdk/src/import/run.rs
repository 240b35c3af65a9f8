//! Offers a file to all importers, and passes on what they send.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use super::{ImportedData, Importer, ImporterError, ImporterSettings, importers};
use crate::LogMsg;

/// Messages of importers that may wait.
const MAX_WAITING: usize = 64;

/// What is imported.
#[derive(Clone)]
pub(crate) enum Source {
    /// A file, or a folder.
    Path(PathBuf),
    /// What a file of this name holds.
    Contents(PathBuf, Arc<[u8]>),
}

impl Source {
    fn path(&self) -> &Path {
        match self {
            Self::Path(path) | Self::Contents(path, _) => path,
        }
    }

    fn import(
        self,
        importer: &dyn Importer,
        settings: &ImporterSettings,
        data: Sender<ImportedData>,
    ) -> Result<(), ImporterError> {
        match self {
            Self::Path(path) => importer.import_from_path(settings, path, data),
            Self::Contents(path, contents) => {
                let contents = Cow::Borrowed(contents.as_ref());
                importer.import_from_file_contents(settings, path, contents, data)
            }
        }
    }
}

/// Where imported messages go.
pub(crate) trait Feed: Send + 'static {
    /// Hands a message over, waiting where too much waits already.
    fn feed(&self, message: LogMsg);
}

/// What is known of the importers, as it comes.
enum News {
    /// One has sent something.
    Taken,
    /// One has ended.
    Ended(Result<(), ImporterError>),
}

/// Disconnected when everything is imported.
pub(crate) type Running = Receiver<()>;

/// Starts to import. Returns when an importer has taken the file; what it sends is passed on in
/// the background, until the result is disconnected.
///
/// # Errors
/// If no importer takes the file, or those that do fail before they have sent anything.
pub(crate) fn start(
    source: &Source,
    settings: &ImporterSettings,
    feed: impl Feed,
) -> Result<Running, ImporterError> {
    if let Source::Path(path) = source {
        path.metadata().map_err(|source| ImporterError::File {
            path: path.clone(),
            source,
        })?;
    }
    let (data, received) = bounded(MAX_WAITING);
    let (news, heard) = unbounded();
    for importer in importers() {
        let (data, news) = (data.clone(), news.clone());
        let (source, settings) = (source.clone(), settings.clone());
        thread(format!("rushes-import-{}", importer.name()), move || {
            let path = source.path().to_owned();
            let result = source.import(importer.as_ref(), &settings, data);
            if let Err(returned) = news.send(News::Ended(result))
                && let News::Ended(Err(error)) = returned.0
            {
                complain(&importer.name(), &path, &error);
            }
        })?;
    }
    drop(data);
    let (running, is_running) = bounded(0);
    thread("rushes-import".to_owned(), move || {
        let _running: Sender<()> = running;
        pass_on(&received, &news, &feed);
    })?;
    wait_for_one(&heard, source.path())?;
    Ok(is_running)
}

fn thread(name: String, run: impl FnOnce() + Send + 'static) -> Result<(), ImporterError> {
    std::thread::Builder::new().name(name).spawn(run)?;
    Ok(())
}

fn pass_on(received: &Receiver<ImportedData>, news: &Sender<News>, feed: &impl Feed) {
    for (count, data) in received.iter().enumerate() {
        if count == 0 {
            // Nobody listens any more when another importer took the file before.
            drop(news.send(News::Taken));
        }
        feed.feed(data.into_message());
    }
}

/// Waits until an importer takes the file. What they say later, they log.
fn wait_for_one(heard: &Receiver<News>, path: &Path) -> Result<(), ImporterError> {
    let mut failure = None;
    for news in heard {
        match news {
            News::Taken | News::Ended(Ok(())) => {
                if let Some(error) = failure {
                    complain("one of several importers", path, &error);
                }
                return Ok(());
            }
            News::Ended(Err(ImporterError::Incompatible(_))) => {}
            News::Ended(Err(error)) => failure = Some(error),
        }
    }
    Err(failure.unwrap_or_else(|| ImporterError::Incompatible(path.to_owned())))
}

fn complain(importer: &str, path: &Path, error: &ImporterError) {
    if !matches!(error, ImporterError::Incompatible(_)) {
        log::error!(
            "{importer} cannot import all of {}: {error}",
            path.display()
        );
    }
}
