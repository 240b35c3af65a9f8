//! `rushes rrd route`: copies under other ids.

use std::process::ExitCode;

use rushes_core::{ApplicationId, CrateVersion, RecordingId, StoreId};
use rushes_rrd::{ArrowMsg, Encoded, Limits, Message, StoreSchema};

use super::CopyArguments;
use super::copy::{self, Fate, Passing, Rules};
use crate::input::Input;
use crate::report::{Policy, Report};
use crate::text;

/// Arguments of `rushes rrd route`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) copy: CopyArguments,

    /// The new application id. Characters that application ids may not have are replaced.
    #[arg(long, value_name = "ID")]
    application_id: Option<String>,

    /// The new recording id; blueprints get it too.
    #[arg(long, value_name = "ID")]
    recording_id: Option<String>,
}

struct Route {
    application_id: Option<ApplicationId>,
    recording_id: Option<RecordingId>,
    drop_activations: bool,
    dropped: u64,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let CopyArguments {
        paths,
        output,
        continue_on_error,
        strict,
    } = arguments.copy;
    let inputs = Input::from_paths(&paths)?;
    let mut route = Route {
        application_id: arguments
            .application_id
            .map(ApplicationId::try_from)
            .transpose()?,
        drop_activations: arguments.recording_id.is_some() && inputs.len() > 1,
        recording_id: arguments.recording_id.map(RecordingId::from),
        dropped: 0,
    };
    let mut report = Report::new(Policy {
        continue_on_error,
        strict,
    });
    let mut copier = copy::start(
        output.as_deref(),
        oldest_version(&inputs),
        copy::WINDOW_BYTES,
    )?;
    for input in &inputs {
        copy::copy_input(&mut copier, input, &mut report, "route", &mut route)?;
    }
    copy::finish(copier)?;
    if route.dropped > 0 {
        eprintln!(
            "warning: dropped {}, for the blueprints of several inputs now have one id",
            text::counted(route.dropped, "blueprint activation")
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Nothing is migrated, so readers must know how old the oldest chunks are.
fn oldest_version(inputs: &[Input]) -> CrateVersion {
    inputs
        .iter()
        .filter_map(copy::header_of)
        .map(|header| header.version)
        .min_by(|a, b| a.cmp_release(*b))
        .filter(|version| version.cmp_release(CrateVersion::WIRE).is_lt())
        .unwrap_or(CrateVersion::WIRE)
}

impl Route {
    fn store_id(&self, store_id: &StoreId) -> StoreId {
        let mut store_id = store_id.clone();
        if let Some(id) = &self.application_id {
            store_id = store_id.with_application_id(id.clone());
        }
        if let Some(id) = &self.recording_id {
            store_id = store_id.with_recording_id(id.clone());
        }
        store_id
    }
}

impl Rules for Route {
    fn chunk(&mut self, passing: &Passing) -> rushes_rrd::Result<Fate> {
        let store_id = self.store_id(&passing.message.store_id);
        let routed = ArrowMsg {
            store_id: store_id.clone(),
            ..passing.message.clone()
        };
        let size = routed.uncompressed_size;
        if let Some(index) = passing.index.clone().filter(|_| routed.is_static.is_some()) {
            let encoded = Encoded::message(&Message::Arrow(routed)).with_index(&store_id, index);
            return Ok(Fate::Changed(Box::new(
                encoded.with_uncompressed_size(size),
            )));
        }
        let cost = copy::cost(&routed);
        Ok(Fate::Remade(
            cost,
            Box::new(move || {
                let chunk = routed.to_chunk(&Limits::default())?;
                // Older streams lack what routers go by.
                let routed = ArrowMsg {
                    chunk_id: Some(chunk.id()),
                    is_static: Some(chunk.is_static()),
                    ..routed
                };
                let encoded =
                    Encoded::message(&Message::Arrow(routed)).with_chunk(&store_id, &chunk);
                Ok(Some(encoded.with_uncompressed_size(size)))
            }),
        ))
    }

    fn other(&mut self, message: Message) -> Option<Message> {
        Some(match message {
            Message::SetStoreInfo(mut message) => {
                message.info.store_id = self.store_id(&message.info.store_id);
                Message::SetStoreInfo(message)
            }
            Message::BlueprintActivation(_) if self.drop_activations => {
                self.dropped += 1;
                return None;
            }
            Message::BlueprintActivation(mut message) => {
                message.blueprint_id = self.store_id(&message.blueprint_id);
                Message::BlueprintActivation(message)
            }
            Message::Arrow(message) => Message::Arrow(message),
        })
    }

    fn schema(&self, store_id: &StoreId, schema: &StoreSchema) -> (StoreId, StoreSchema) {
        (self.store_id(store_id), schema.clone())
    }
}
