//! The formats that tables are written in.

use std::path::Path;

use anyhow::bail;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: with lines around the cells. Long tables are cut.
    Table,
    /// Comma-separated values, with a header. Lists and structures are text.
    Csv,
    /// One JSON object per row and line.
    #[value(alias = "jsonl", alias = "ndjson")]
    Json,
    /// Apache Parquet, compressed by zstd.
    Parquet,
    /// Arrow: an IPC file; on standard output, an IPC stream.
    #[value(alias = "ipc", alias = "feather")]
    Arrow,
}

impl Format {
    /// The format that was asked for, else that of the output's name, else a table.
    pub fn choose(asked: Option<Self>, output: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(format) = asked {
            return Ok(format);
        }
        let Some(output) = output else {
            return Ok(Self::Table);
        };
        let extension = output
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_ascii_lowercase();
        Ok(match extension.as_str() {
            "txt" => Self::Table,
            "csv" => Self::Csv,
            "json" | "jsonl" | "ndjson" => Self::Json,
            "parquet" => Self::Parquet,
            "arrow" | "ipc" | "feather" => Self::Arrow,
            _ => bail!(
                "{:?} does not say which format to write; let it end with .csv, .json, .parquet, .arrow or .txt, or give --format",
                output.display().to_string()
            ),
        })
    }

    /// How the names of its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Parquet => "parquet",
            Self::Arrow => "arrow",
        }
    }

    /// Whether a terminal can show it.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Parquet | Self::Arrow)
    }
}
