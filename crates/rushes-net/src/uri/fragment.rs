//! What to show of a segment: the part of a URI behind `#`.

use std::fmt;

use percent_encoding::utf8_percent_encode;
use rushes_core::{DataPath, TimeCell, TimeType, TimelineName};

use super::{ENCODED, decode};

/// What to show of a segment. It never changes which data is loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragment {
    /// Select this.
    pub selection: Option<DataPath>,
    /// Set the time cursor.
    pub when: Option<(TimelineName, TimeCell)>,
    /// Select a range of time.
    pub time_selection: Option<TimeSelection>,
}

/// A range of time on a timeline, both ends included.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeSelection {
    /// The timeline.
    pub timeline: TimelineName,
    /// Where it starts.
    pub start: TimeCell,
    /// Where it ends; of the same type.
    pub end: TimeCell,
}

impl Fragment {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads a fragment. If anything in it is not understood, all of it is ignored, and the URI
    /// stays valid.
    pub fn parse_forgiving(text: &str) -> Self {
        Self::parse(text).unwrap_or_default()
    }

    /// Reads a fragment; `None` if anything in it is not understood.
    pub fn parse(text: &str) -> Option<Self> {
        let mut fragment = Self::default();
        for pair in split_unescaped(text, '&').filter(|pair| !pair.is_empty()) {
            let mut sides = split_unescaped(pair, '=');
            let (key, value) = (sides.next()?, sides.next()?);
            let value = unescape(&decode(value).ok()?);
            match key {
                "selection" => fragment.selection = Some(value.parse().ok()?),
                "when" => {
                    let (timeline, time) = value.rsplit_once('@')?;
                    fragment.when = Some((timeline.into(), time.parse().ok()?));
                }
                "time_selection" => {
                    let (timeline, times) = value.rsplit_once('@')?;
                    let (start, end) = times.split_once("..")?;
                    let (start, end): (TimeCell, TimeCell) =
                        (start.parse().ok()?, end.parse().ok()?);
                    if start.typ() != end.typ() {
                        return None;
                    }
                    fragment.time_selection = Some(TimeSelection {
                        timeline: timeline.into(),
                        start,
                        end,
                    });
                }
                _ => return None,
            }
        }
        Some(fragment)
    }
}

/// Splits where `separator` stands without a backslash before it.
fn split_unescaped(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_escaped = false;
    text.split(move |c| {
        let splits = c == separator && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        splits
    })
}

fn unescape(text: &str) -> String {
    text.replace("\\&", "&").replace("\\=", "=")
}

/// For readers that decode before they split, and for those that split first.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "\\&").replace('=', "\\=");
    utf8_percent_encode(&text, ENCODED).to_string()
}

/// A time without grouped digits; a duration always has a sign.
fn time(cell: TimeCell) -> String {
    let text = cell.to_string();
    match cell.typ() {
        _ if text.contains('∞') => cell.as_i64().to_string(),
        TimeType::DurationNs => match text.strip_prefix('-') {
            Some(magnitude) => format!("\u{2212}{magnitude}"),
            None => format!("+{text}"),
        },
        _ => text,
    }
}

impl fmt::Display for Fragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(selection) = &self.selection {
            parts.push(format!("selection={}", escaped(&selection.to_string())));
        }
        if let Some((timeline, cell)) = &self.when {
            let (timeline, cell) = (escaped(timeline.as_str()), time(*cell));
            parts.push(format!("when={timeline}@{cell}"));
        }
        if let Some(TimeSelection {
            timeline,
            start,
            end,
        }) = &self.time_selection
        {
            let (timeline, start, end) = (escaped(timeline.as_str()), time(*start), time(*end));
            parts.push(format!("time_selection={timeline}@{start}..{end}"));
        }
        f.write_str(&parts.join("&"))
    }
}
