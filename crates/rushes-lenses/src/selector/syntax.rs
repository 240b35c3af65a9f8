//! What a selector is made of, and how it prints.

use std::fmt;

/// Terms, each applied to what the one before yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expression(pub(crate) Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    /// `.` is the one without steps.
    Path(Vec<Step>),
    Text(String),
    Call {
        name: String,
        arguments: Vec<String>,
    },
    Map(Expression),
    Pack(Vec<Expression>),
}

/// One step of a path, with the marks behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) segment: Segment,
    pub(crate) marks: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Field(String),
    Index(u64),
    Each,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// `?`: an error becomes nothing.
    Optional,
    /// `!`: rows with nothing but nulls become null.
    NonNull,
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        separated(f, " | ", &self.0)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(steps) if steps.is_empty() => f.write_str("."),
            Self::Path(steps) => separated(f, "", steps),
            Self::Text(text) => Quoted(text).fmt(f),
            Self::Call { name, arguments } => {
                f.write_str(name)?;
                let quoted: Vec<_> = arguments.iter().map(|text| Quoted(text)).collect();
                f.write_str("(")?;
                separated(f, "; ", &quoted)?;
                f.write_str(")")
            }
            Self::Map(inner) => write!(f, "map({inner})"),
            Self::Pack(paths) => {
                f.write_str("pack(")?;
                separated(f, ", ", paths)?;
                f.write_str(")")
            }
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.segment {
            Segment::Field(name) => write!(f, ".{name}")?,
            Segment::Index(index) => write!(f, "[{index}]")?,
            Segment::Each => f.write_str("[]")?,
        }
        for mark in &self.marks {
            f.write_str(match mark {
                Mark::Optional => "?",
                Mark::NonNull => "!",
            })?;
        }
        Ok(())
    }
}

struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for character in self.0.chars() {
            match character {
                '\\' => f.write_str("\\\\")?,
                '"' => f.write_str("\\\"")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                other => write!(f, "{other}")?,
            }
        }
        f.write_str("\"")
    }
}

fn separated(
    f: &mut fmt::Formatter<'_>,
    separator: &str,
    items: &[impl fmt::Display],
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        item.fmt(f)?;
    }
    Ok(())
}
