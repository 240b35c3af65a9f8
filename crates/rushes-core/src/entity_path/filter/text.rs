//! The text form of filters.

use std::collections::BTreeMap;

use super::{EntityPathFilter, EntityPathRule};
use crate::{EntityPath, PathParseError};

/// Text for the variables of a filter: `$name` and `${name}` are replaced before parsing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PathSubstitutions(BTreeMap<String, String>);

/// Why the text is not a filter. Only the strict parser fails.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterParseError {
    /// A variable without a value.
    #[error("unresolved variable in {0:?}: give it a value, or write \\$ for a dollar sign")]
    UnresolvedVariable(String),
    /// The path of a rule does not parse.
    #[error("{expression:?}: {source}")]
    Path {
        /// The rule, as it stands in the text.
        expression: String,
        /// What is wrong with it.
        source: PathParseError,
    },
}

impl PathSubstitutions {
    /// No variables.
    pub fn none() -> Self {
        Self::default()
    }

    /// `$origin` only.
    pub fn with_origin(origin: &EntityPath) -> Self {
        Self::none().with("origin", origin.as_str())
    }

    /// Adds a variable; `name` goes without the `$`.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.0.insert(name.into(), text.into());
        self
    }

    /// Replaces each variable that has a value; a `$` after a backslash begins none.
    fn apply(&self, expression: &str) -> String {
        let mut text = String::with_capacity(expression.len());
        let mut rest = expression;
        while let Some((before, after)) = rest.split_once('$') {
            text.push_str(before);
            match self
                .value_at_start(after)
                .filter(|_| !before.ends_with('\\'))
            {
                Some((value, after)) => {
                    text.push_str(value);
                    rest = after;
                }
                None => {
                    text.push('$');
                    rest = after;
                }
            }
        }
        text.push_str(rest);
        text
    }

    /// The value of the variable whose name, with or without braces, `text` begins with; and what
    /// follows the name.
    fn value_at_start<'a>(&self, text: &'a str) -> Option<(&str, &'a str)> {
        // Of two names that begin alike the longer one must be tried first; it sorts last.
        self.0.iter().rev().find_map(|(name, value)| {
            let braced = text
                .strip_prefix('{')
                .and_then(|text| text.strip_prefix(name.as_str()));
            let after = braced
                .and_then(|text| text.strip_prefix('}'))
                .or_else(|| text.strip_prefix(name.as_str()))?;
            Some((value.as_str(), after))
        })
    }
}

impl EntityPathFilter {
    /// Parses any text. An unresolved variable is taken as part of a path.
    pub fn parse_forgiving(text: &str, substitutions: &PathSubstitutions) -> Self {
        Self::from_tokens_forgiving(split_tokens(text), substitutions)
    }

    /// As [`Self::parse_forgiving`], but each string is one rule, whatever white space it holds.
    pub fn from_tokens_forgiving<'a>(
        tokens: impl IntoIterator<Item = &'a str>,
        substitutions: &PathSubstitutions,
    ) -> Self {
        Self::from_rules(tokens.into_iter().filter_map(RawRule::of_token).map(|raw| {
            let (path, subtree) = raw.resolve(substitutions);
            let path = EntityPath::parse_forgiving(&path);
            EntityPathRule {
                path,
                subtree,
                include: raw.include,
            }
        }))
    }

    /// Parses text with the strict path syntax, in which every variable must have a value.
    pub fn parse_strict(
        text: &str,
        substitutions: &PathSubstitutions,
    ) -> Result<Self, FilterParseError> {
        Self::from_tokens_strict(split_tokens(text), substitutions)
    }

    /// As [`Self::parse_strict`], but each string is one rule, whatever white space it holds.
    pub fn from_tokens_strict<'a>(
        tokens: impl IntoIterator<Item = &'a str>,
        substitutions: &PathSubstitutions,
    ) -> Result<Self, FilterParseError> {
        let rules = tokens.into_iter().filter_map(RawRule::of_token).map(|raw| {
            let (path, subtree) = raw.resolve(substitutions);
            let path = match path.as_str() {
                // What is left of `/**`, or of a lone sign.
                "" => Ok(EntityPath::root()),
                path => EntityPath::parse_strict(path),
            };
            match path {
                Ok(path) => Ok(EntityPathRule {
                    path,
                    subtree,
                    include: raw.include,
                }),
                Err(PathParseError::MissingEscape('$')) => Err(
                    FilterParseError::UnresolvedVariable(raw.expression.to_owned()),
                ),
                Err(source) => Err(FilterParseError::Path {
                    expression: raw.expression.to_owned(),
                    source,
                }),
            }
        });
        Ok(Self::from_rules(rules.collect::<Result<Vec<_>, _>>()?))
    }
}

/// A rule before its variables are replaced.
struct RawRule<'a> {
    include: bool,
    expression: &'a str,
}

impl<'a> RawRule<'a> {
    fn of_token(token: &'a str) -> Option<Self> {
        let token = trim(token);
        let (include, expression) = match token.strip_prefix('-') {
            Some(expression) => (false, expression),
            None => (true, token.strip_prefix('+').unwrap_or(token)),
        };
        (!token.is_empty()).then(|| Self {
            include,
            expression: trim(expression),
        })
    }

    /// The text of the path, and whether the whole subtree is meant.
    fn resolve(&self, substitutions: &PathSubstitutions) -> (String, bool) {
        let mut text = substitutions.apply(self.expression);
        let subtree = text.ends_with("/**");
        if subtree {
            text.truncate(text.len() - "/**".len());
        }
        (text, subtree)
    }
}

/// Removes white space from both ends, but not what a backslash at the end escapes.
fn trim(text: &str) -> &str {
    let trimmed = text.trim();
    match text
        .trim_start()
        .strip_prefix(trimmed)
        .and_then(|rest| rest.chars().next())
    {
        Some(space) if trimmed.ends_with('\\') => {
            let end = trimmed.len() + space.len_utf8();
            text.trim_start().get(..end).unwrap_or(trimmed)
        }
        _ => trimmed,
    }
}

/// Cuts the text at free white space. Blanks do not separate before the token's path has begun, so
/// that `+ /world` is one token; newlines do.
fn split_tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut previous = ' ';
    let mut in_path = false;
    text.split(move |c: char| {
        let is_free = c.is_ascii_whitespace() && previous != '\\';
        let separates = is_free && (in_path || !matches!(c, ' ' | '\t'));
        in_path = !separates && (in_path || !matches!(c, '+' | '-' | ' ' | '\t'));
        previous = c;
        separates
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_end_at_free_white_space() {
        for (text, tokens) in [
            ("/a /b\t/c\n/d", vec!["/a", "/b", "/c", "/d"]),
            ("+ /a -\t/b", vec!["+ /a", "-\t/b"]),
            ("+\n/a", vec!["+", "/a"]),
            ("+ + /a", vec!["+ + /a"]),
            ("++ /a", vec!["++ /a"]),
            (r"/a\ b /c", vec![r"/a\ b", "/c"]),
            ("/a\\\nb", vec!["/a\\\nb"]),
            ("/a+ /b", vec!["/a+", "/b"]),
            ("/a\u{b}/b", vec!["/a\u{b}/b"]),
        ] {
            assert_eq!(split_tokens(text).collect::<Vec<_>>(), tokens, "{text:?}");
        }
    }

    #[test]
    fn an_escaped_space_at_the_end_is_kept() {
        assert_eq!(trim(" /a\\  "), "/a\\ ");
        assert_eq!(trim(" /a "), "/a");
        assert_eq!(trim("  "), "");
    }

    #[test]
    fn variables_with_and_without_braces() {
        let substitutions = PathSubstitutions::none()
            .with("o", "/x")
            .with("origin", "/w");
        for (expression, text) in [
            ("$origin/**", "/w/**"),
            ("${origin}ish", "/wish"),
            ("$o/a", "/x/a"),
            ("$other", "/xther"),
            (r"/\$origin", r"/\$origin"),
            ("$x$", "$x$"),
            ("${x}", "${x}"),
        ] {
            assert_eq!(substitutions.apply(expression), text);
        }
    }
}
