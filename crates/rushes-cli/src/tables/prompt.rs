//! `rushes sql` without a question: a prompt.

use std::path::PathBuf;
use std::process::ExitCode;

use rushes_dataframe::sql::{Session, TableKind};
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Config, Context, Editor, Helper, Highlighter, Hinter};
use tokio::runtime::Runtime;

use super::sql::{OutputArguments, answer};
use crate::{output, text};

const HELP: &str = "\
\\d           list the tables
\\d TABLE     list the columns of a table
\\q           leave
Anything else is SQL, and ends with a semicolon.
";

/// Words that are completed beside the names of tables and columns.
const WORDS: [&str; 26] = [
    "SELECT",
    "FROM",
    "WHERE",
    "GROUP BY",
    "ORDER BY",
    "LIMIT",
    "JOIN",
    "LEFT JOIN",
    "USING",
    "AND",
    "OR",
    "NOT",
    "NULL",
    "DESC",
    "DESCRIBE",
    "EXPLAIN",
    "SHOW TABLES",
    "WITH",
    "DISTINCT",
    "BETWEEN",
    "count",
    "avg",
    "min",
    "max",
    "sum",
    "date_bin",
];

#[derive(Helper, Highlighter, Hinter)]
struct Names {
    names: Vec<String>,
}

impl Completer for Names {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let before = line.get(..position).unwrap_or(line);
        let is_word = |letter: char| letter.is_alphanumeric() || "_.\"/:\\-".contains(letter);
        let start = before.rfind(|letter| !is_word(letter)).map_or(0, |at| {
            at + before
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        });
        let word = before.get(start..).unwrap_or_default().to_lowercase();
        if word.is_empty() {
            return Ok((position, Vec::new()));
        }
        let found = self
            .names
            .iter()
            .filter(|name| name.to_lowercase().starts_with(&word));
        let found = found.map(|name| Pair {
            display: name.clone(),
            replacement: name.clone(),
        });
        Ok((start, found.collect()))
    }
}

impl Validator for Names {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let input = context.input().trim_end();
        let is_whole =
            input.is_empty() || input.ends_with(';') || input.starts_with('\\') || is_word(input);
        Ok(if is_whole {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

fn is_word(input: &str) -> bool {
    matches!(input.trim(), "exit" | "quit" | "help")
}

/// Asks and answers until the user leaves.
pub fn run(
    runtime: &Runtime,
    session: &Session,
    output: &OutputArguments,
) -> anyhow::Result<ExitCode> {
    let config = Config::builder().auto_add_history(true).build();
    let mut editor: Editor<Names, FileHistory> = Editor::with_config(config)?;
    editor.set_helper(Some(Names {
        names: names(runtime, session),
    }));
    let history = history();
    if let Some(history) = &history {
        // The first time there is none.
        editor.load_history(history).ok();
    }
    output::print(&format!(
        "{}Type \\d for the tables, \\? for help.\n",
        overview(session)
    ))?;
    loop {
        let line = match editor.readline("sql> ") {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(error.into()),
        };
        let line = line.trim();
        let done = match line.trim_end_matches(';').trim() {
            "" => Ok(()),
            "\\q" | "exit" | "quit" => break,
            "\\?" | "\\h" | "help" => output::print(HELP),
            "\\d" | "\\dt" => output::print(&tables(session)),
            other => match other.strip_prefix("\\d ") {
                Some(table) => answer(
                    runtime,
                    session,
                    &format!("DESCRIBE {}", table.trim()),
                    output,
                ),
                None => ask(runtime, session, line, output),
            },
        };
        if let Err(error) = done {
            if output::is_broken_pipe(&error) {
                break;
            }
            eprintln!("Error: {}", text::chain(&error));
        }
    }
    if let Some(history) = history {
        if let Some(folder) = history.parent() {
            std::fs::create_dir_all(folder).ok();
        }
        if let Err(error) = editor.save_history(&history) {
            eprintln!("Warning: the history was not saved: {error}");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn ask(
    runtime: &Runtime,
    session: &Session,
    line: &str,
    output: &OutputArguments,
) -> anyhow::Result<()> {
    for statement in Session::statements(line)? {
        answer(runtime, session, &statement, output)?;
    }
    Ok(())
}

fn overview(session: &Session) -> String {
    let tables = session.tables();
    let count = |kind| tables.iter().filter(|table| table.kind == kind).count() as u64;
    let recordings = tables
        .iter()
        .find(|table| table.kind == TableKind::Recordings);
    let recordings = recordings
        .and_then(|table| table.num_rows)
        .unwrap_or_default();
    let (entities, timelines) = (count(TableKind::Entity), count(TableKind::Timeline));
    let entities = match entities {
        1 => "1 entity".to_owned(),
        _ => format!("{} entities", text::count(entities)),
    };
    let (recordings, timelines) = (
        text::counted(recordings, "recording"),
        text::counted(timelines, "timeline"),
    );
    format!("{recordings}: {entities}, {timelines}. ")
}

/// The tables, a line each.
fn tables(session: &Session) -> String {
    let tables = session.tables();
    let width = |of: &dyn Fn(&rushes_dataframe::sql::TableInfo) -> usize| {
        tables.iter().map(of).max().unwrap_or_default()
    };
    let name_width = width(&|table| table.name.chars().count());
    let alias_width = width(&|table| table.alias.as_deref().unwrap_or_default().chars().count());
    let mut text = String::new();
    for table in &tables {
        let rows = table
            .num_rows
            .map(|rows| text::counted(rows, "row"))
            .unwrap_or_default();
        let alias = table.alias.as_deref().unwrap_or_default();
        text.push_str(
            format!("{:name_width$}  {alias:alias_width$}  {rows}", table.name).trim_end(),
        );
        text.push('\n');
    }
    text + "As recorded, every component a list: the same names in the schema raw.\n"
}

fn names(runtime: &Runtime, session: &Session) -> Vec<String> {
    let mut names: Vec<_> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    for table in session.tables() {
        // Columns of a few tables; those of thousands of entities would take long to find out.
        if names.len() < MAX_NAMES && matches!(table.kind, TableKind::Entity) {
            let columns = runtime.block_on(session.columns(&table.name));
            names.extend(columns.unwrap_or_default());
        }
        names.extend(table.alias);
        names.push(table.name);
    }
    names.sort_unstable();
    names.dedup();
    names
}

const MAX_NAMES: usize = 1000;

fn history() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let state = state.filter(|path| path.is_absolute()).or_else(|| {
        let home = std::env::home_dir()?;
        Some(home.join(".local").join("state"))
    });
    Some(state?.join("rushes").join("sql_history"))
}
