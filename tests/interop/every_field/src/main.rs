//! Every field of every archetype, for the tests against the peer.
//!
//! `every-field write DATA.rrd BLUEPRINT.rbl ALL.rrd` makes values for all fields and writes them:
//! an entity per archetype, named like it, with several rows on the timeline `row`. `every-field read FILE..`
//! reads such files, whoever wrote them. Both print what each field holds, as JSON.

mod read;
mod sample;
mod write;

use std::path::PathBuf;

use anyhow::bail;
use serde_json::{Map, Value};

/// The timeline of the rows.
const ROW: &str = "row";

/// What each component identifier stands for and holds.
type Fields = Map<String, Value>;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let command = args.next();
    let paths: Vec<PathBuf> = args.map(PathBuf::from).collect();
    let fields = match (command.as_deref(), paths.as_slice()) {
        (Some("write"), [data, blueprint, all]) => write::write(data, blueprint, all)?,
        (Some("read"), files) => read::read(files)?,
        _ => bail!(
            "usage: every-field write DATA.rrd BLUEPRINT.rbl ALL.rrd | every-field read FILE.."
        ),
    };
    let json = serde_json::to_string(&fields)?;
    #[allow(clippy::print_stdout, reason = "this is what the program is for")]
    {
        println!("{json}");
    }
    Ok(())
}

/// What a field is, without its rows yet.
fn field(descriptor: &rushes::ComponentDescriptor, data_type: &arrow_schema::DataType) -> Value {
    serde_json::json!({
        "archetype": descriptor.archetype.as_ref().map(|name| name.as_str()),
        "component_type": descriptor.component_type.as_ref().map(|name| name.as_str()),
        "type": rushes_types::reflection::notation(data_type),
        "rows": {},
    })
}

/// The instances of one row.
fn instances(array: &dyn arrow_array::Array) -> Value {
    let value = |index| rushes_types::reflection::value_to_json(array, index);
    (0..array.len()).map(value).collect()
}
