//! Filters: which entities are meant. The rules and what they match here, their text in `text`.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use crate::EntityPath;

mod text;

pub use text::{FilterParseError, PathSubstitutions};

/// A set of rules that includes and excludes entities and whole subtrees.
///
/// Text: one rule per token, `+ /world/** - /world/roads/**`. Tokens are separated by ASCII white
/// space, a leading `-` excludes, `+` or none includes, `/**` at the end takes in everything below.
/// The most specific rule that matches an entity decides; if none does, the entity is excluded.
/// `/__properties/**` is excluded unless a rule names exactly that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityPathFilter {
    /// The most specific first.
    rules: Vec<EntityPathRule>,
}

/// One rule of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntityPathRule {
    /// The entity.
    pub path: EntityPath,
    /// Whether the rule also holds for everything below the entity.
    pub subtree: bool,
    /// Whether what matches is included, rather than excluded.
    pub include: bool,
}

impl EntityPathFilter {
    /// Everything but the properties: `/**`.
    pub fn all() -> Self {
        Self::subtree(&EntityPath::root())
    }

    /// Only this entity.
    pub fn single(path: &EntityPath) -> Self {
        Self::from_rules([EntityPathRule {
            path: path.clone(),
            subtree: false,
            include: true,
        }])
    }

    /// This entity and everything below.
    pub fn subtree(path: &EntityPath) -> Self {
        Self::from_rules([EntityPathRule {
            path: path.clone(),
            subtree: true,
            include: true,
        }])
    }

    /// Of several rules for the same entity or the same subtree the last counts. The exclusion of
    /// the properties is added where it applies.
    pub fn from_rules(rules: impl IntoIterator<Item = EntityPathRule>) -> Self {
        let properties = EntityPathRule {
            path: EntityPath::properties(),
            subtree: true,
            include: false,
        };
        let mut effects = BTreeMap::new();
        for rule in std::iter::once(properties).chain(rules) {
            effects.insert(
                (Reverse(rule.path.len()), rule.subtree, rule.path),
                rule.include,
            );
        }
        let rules = effects
            .into_iter()
            .map(|((_, subtree, path), include)| EntityPathRule {
                path,
                subtree,
                include,
            });
        Self {
            rules: rules.collect(),
        }
    }

    /// Whether the filter includes the entity.
    pub fn matches(&self, path: &EntityPath) -> bool {
        self.rules
            .iter()
            .find(|rule| rule.applies_to(path))
            .is_some_and(|rule| rule.include)
    }

    /// All rules, the most specific first, with the exclusion of the properties where it applies.
    pub fn rules(&self) -> &[EntityPathRule] {
        &self.rules
    }
}

impl Default for EntityPathFilter {
    /// Includes nothing.
    fn default() -> Self {
        Self::from_rules([])
    }
}

impl EntityPathRule {
    /// Whether the rule says anything about the entity.
    pub fn applies_to(&self, path: &EntityPath) -> bool {
        if self.subtree {
            path.starts_with(&self.path)
        } else {
            *path == self.path
        }
    }
}

/// `+ /world/**`
impl fmt::Display for EntityPathRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.include { '+' } else { '-' };
        match (self.subtree, self.path.is_root()) {
            (false, _) => write!(f, "{sign} {}", self.path),
            (true, true) => write!(f, "{sign} /**"),
            (true, false) => write!(f, "{sign} {}/**", self.path),
        }
    }
}

/// One rule per line, which parses to an equal filter.
impl fmt::Display for EntityPathFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, rule) in self.rules.iter().enumerate() {
            let line_end = if index == 0 { "" } else { "\n" };
            write!(f, "{line_end}{rule}")?;
        }
        Ok(())
    }
}
