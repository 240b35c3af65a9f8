//! Recordings as tables: `sql`, `dataframe`, `export`.
//!
//! `open` finds the recordings that arguments mean, `format` knows which formats tables are written in, `writer` writes
//! them (`text` for people), `prompt` is `sql` without a question.

pub mod dataframe;
pub mod export;
mod format;
mod open;
mod prompt;
pub mod sql;
mod text;
mod writer;
