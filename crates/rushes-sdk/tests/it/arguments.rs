//! Where to log to, from the command line.

use clap::Parser;
use rushes_sdk::blueprint::Blueprint;
use rushes_sdk::clap::RushesArgs;

use crate::support::{read, rows, scalar};

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    rushes: RushesArgs,
    #[arg(long)]
    other: bool,
}

fn parse(args: &[&str]) -> Result<Args, clap::Error> {
    Args::try_parse_from([&["program"], args].concat())
}

#[test]
fn a_program_saves_to_where_its_user_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.rrd");
    let args = parse(&["--other", "--save", path.to_str().unwrap()]).unwrap();
    assert!(args.other);
    let (rec, guard) = args
        .rushes
        .init_with_default_blueprint("app", Blueprint::auto())
        .unwrap();
    rec.log_static("a", &scalar(1)).unwrap();
    drop((rec, guard));
    let messages = read(&path);
    assert!(
        messages
            .iter()
            .any(|message| message.store_id().is_blueprint())
    );
    let entities: Vec<_> = rows(&messages).into_iter().map(|row| row.entity).collect();
    assert!(entities.contains(&"/a".to_owned()), "{entities:?}");
}

#[test]
fn without_an_option_everything_is_kept_for_later() {
    let (rec, _guard) = parse(&[]).unwrap().rushes.init("app").unwrap();
    rec.log_static("a", &scalar(1)).unwrap();
    let storage = rec.memory();
    let entities: Vec<_> = rows(&storage.take())
        .into_iter()
        .map(|row| row.entity)
        .collect();
    assert!(entities.contains(&"/a".to_owned()), "{entities:?}");
}

#[cfg(not(feature = "grpc"))]
#[test]
fn what_this_program_cannot_do_is_an_error_that_says_what_to_do() {
    for option in [
        "--connect",
        "--connect=rerun+http://127.0.0.1:9876/proxy",
        "--spawn",
    ] {
        let error = parse(&[option]).unwrap().rushes.init("app").unwrap_err();
        assert!(error.to_string().contains("--save FILE"), "{error}");
    }
}

#[cfg(feature = "grpc")]
#[test]
fn a_program_sends_to_where_its_user_says() {
    let wrong = parse(&["--connect=nowhere"]).unwrap().rushes.init("app");
    let error = wrong.unwrap_err().to_string();
    assert!(error.contains("nowhere"), "{error}");
}

#[test]
fn two_places_at_once_are_an_error() {
    assert!(parse(&["--save", "x.rrd", "--stdout"]).is_err());
}
