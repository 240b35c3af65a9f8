//! The functions that selectors call by name.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use arrow_array::ArrayRef;

use crate::error::Result;
use crate::{FunctionError, LensRuntimeError, op};

type Outcome = Result<Option<ArrayRef>, FunctionError>;
type Function = Arc<dyn Fn(&ArrayRef, &[String]) -> Outcome + Send + Sync>;

/// The functions that selectors call by name, such as `string_prefix("a/")`.
#[derive(Clone)]
pub struct Runtime {
    functions: BTreeMap<String, Function>,
}

impl Runtime {
    /// Without any function.
    pub fn empty() -> Self {
        Self {
            functions: BTreeMap::new(),
        }
    }

    /// Adds a function, in place of the one of that name if there is one.
    ///
    /// It gets all values at once and the arguments, which are texts. It returns as many values, or
    /// `None` for no output.
    #[must_use]
    pub fn with_function(
        mut self,
        name: impl Into<String>,
        function: impl Fn(&ArrayRef, &[String]) -> Outcome + Send + Sync + 'static,
    ) -> Self {
        self.functions.insert(name.into(), Arc::new(function));
        self
    }

    pub(super) fn call(
        &self,
        name: &str,
        arguments: &[String],
        values: &ArrayRef,
    ) -> Result<Option<ArrayRef>> {
        let outcome = match self.functions.get(name) {
            Some(function) => function(values, arguments),
            None => {
                let known: Vec<_> = self.functions.keys().map(String::as_str).collect();
                Err(format!(
                    "there is none of that name; there are: {}",
                    known.join(", ")
                )
                .into())
            }
        };
        outcome.map_err(|source| LensRuntimeError::Function {
            name: name.to_owned(),
            source,
        })
    }
}

impl Default for Runtime {
    fn default() -> Self {
        default_runtime().clone()
    }
}

impl std::fmt::Debug for Runtime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.functions.keys()).finish()
    }
}

/// The functions that there are without adding any: `string_prefix("…")`, see
/// [`op::string_prefix`].
pub fn default_runtime() -> &'static Runtime {
    static DEFAULT: LazyLock<Runtime> = LazyLock::new(|| {
        Runtime::empty().with_function("string_prefix", |values, arguments| match arguments {
            [prefix] => op::string_prefix(prefix.clone())(values),
            _ => Err(format!("it takes 1 argument, not {}", arguments.len()).into()),
        })
    });
    &DEFAULT
}
