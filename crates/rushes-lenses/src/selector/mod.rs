//! A path language over Arrow columns.
//!
//! | part | on | yields |
//! |---|---|---|
//! | `.` | anything | the same |
//! | `.name` | structs | the field; nothing where there is none |
//! | `[2]` | lists | the third value; null where there is none |
//! | `[]` | lists | all their values |
//! | `"text"` | anything | the text, once for each value |
//! | `map(…)` | lists | lists of what is made of their values |
//! | `pack(.x!, .y!)` | anything | a list of fixed size for each value, null where a part is |
//! | `name("…"; "…")` | anything | what the function of that name makes of it: [`Runtime`] |
//!
//! Parts follow each other directly (`.pose.position`, `.points[0].x`) or by `|`. Behind `.name`,
//! `[2]` and `[]`, a `?` makes nothing of an error, and a `!` makes null of rows whose values are
//! all null.
//!
//! Read the source in this order: this file, `syntax`, `parser`, `eval`, `runtime`.

mod eval;
mod parser;
mod runtime;
mod syntax;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray};

use crate::error::Result;
use crate::lists::Rows;
use crate::{FunctionError, LensBuilderError, LensRuntimeError};
use eval::Values;
pub use runtime::{Runtime, default_runtime};
use syntax::Expression;

type Function = Arc<dyn Fn(&ArrayRef) -> Result<Option<ArrayRef>, FunctionError> + Send + Sync>;

/// A path into Arrow values, read from text; see [the module](self) for how it is written.
///
/// ```
/// # use std::sync::Arc;
/// # use arrow_array::{ArrayRef, Int32Array, ListArray, types::Int32Type};
/// use rushes_lenses::Selector;
///
/// let lists = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1), Some(2)]), None]);
/// let first: Selector = "[0]".parse()?;
/// let values = first.execute(&(Arc::new(lists) as ArrayRef))?.unwrap();
/// assert_eq!(*values, Int32Array::from(vec![Some(1), None]));
/// # Ok::<(), rushes_lenses::LensError>(())
/// ```
#[derive(Clone)]
pub struct Selector {
    parts: Vec<Part>,
}

#[derive(Clone)]
enum Part {
    Expression(Expression),
    Function(Function),
}

impl Selector {
    /// What the selector makes of the values. `None` is nothing: a field is not there, an error
    /// was excused by `?`, or a function made nothing.
    ///
    /// # Errors
    /// If a part does not fit the values' type, or a function fails.
    pub fn execute(&self, values: &ArrayRef) -> Result<Option<ArrayRef>> {
        self.execute_with(values, default_runtime())
    }

    /// As [`Self::execute`], with functions of one's own.
    ///
    /// # Errors
    /// As [`Self::execute`].
    pub fn execute_with(&self, values: &ArrayRef, runtime: &Runtime) -> Result<Option<ArrayRef>> {
        let values = Values {
            rows: None,
            array: values.clone(),
        };
        Ok(self.run(values, runtime)?.map(|values| values.array))
    }

    /// What the selector makes of the values in each row. There are as many rows as before; null
    /// and empty ones stay so.
    ///
    /// # Errors
    /// As [`Self::execute`], and if a function changes the number of values.
    pub fn execute_per_row(&self, rows: &ListArray) -> Result<Option<ListArray>> {
        self.execute_per_row_with(rows, default_runtime())
    }

    /// As [`Self::execute_per_row`], with functions of one's own.
    ///
    /// # Errors
    /// As [`Self::execute_per_row`].
    pub fn execute_per_row_with(
        &self,
        rows: &ListArray,
        runtime: &Runtime,
    ) -> Result<Option<ListArray>> {
        let (rows, array) = Rows::of(rows);
        let rows = Some(rows);
        match self.run(Values { rows, array }, runtime)? {
            Some(Values {
                rows: Some(rows),
                array,
            }) => rows.list(array).map(Some),
            _ => Ok(None),
        }
    }

    /// The same, and then a function: of all values at once, to as many others, or to `None` for
    /// no output. [`crate::op`] has some.
    #[must_use]
    pub fn pipe(
        mut self,
        function: impl Fn(&ArrayRef) -> Result<Option<ArrayRef>, FunctionError> + Send + Sync + 'static,
    ) -> Self {
        self.parts.push(Part::Function(Arc::new(function)));
        self
    }

    /// The same, and then another selector.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.parts.extend(next.parts);
        self
    }

    fn run(&self, values: Values, runtime: &Runtime) -> Result<Option<Values>> {
        let mut values = values;
        for part in &self.parts {
            let next = match part {
                Part::Expression(expression) => eval::evaluate(expression, values, runtime)?,
                Part::Function(function) => {
                    let outcome = function(&values.array);
                    let array = outcome.map_err(|source| LensRuntimeError::Function {
                        name: FUNCTION.to_owned(),
                        source,
                    })?;
                    if let Some(array) = &array {
                        eval::same_number(FUNCTION, &values, array)?;
                    }
                    array.map(|array| Values { array, ..values })
                }
            };
            let Some(next) = next else {
                return Ok(None);
            };
            values = next;
        }
        Ok(Some(values))
    }
}

/// What a function without a name prints as.
const FUNCTION: &str = "<function>";

impl FromStr for Selector {
    type Err = LensBuilderError;

    fn from_str(text: &str) -> Result<Self, LensBuilderError> {
        let parts = vec![Part::Expression(parser::parse(text)?)];
        Ok(Self { parts })
    }
}

impl TryFrom<&str> for Selector {
    type Error = LensBuilderError;

    fn try_from(text: &str) -> Result<Self, LensBuilderError> {
        text.parse()
    }
}

impl TryFrom<String> for Selector {
    type Error = LensBuilderError;

    fn try_from(text: String) -> Result<Self, LensBuilderError> {
        text.parse()
    }
}

/// The text that reads as the same selector, unless there are functions without a name in it.
impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.parts.iter().enumerate() {
            if index > 0 {
                f.write_str(" | ")?;
            }
            match part {
                Part::Expression(expression) => expression.fmt(f)?,
                Part::Function(_) => f.write_str(FUNCTION)?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Selector({self})")
    }
}
