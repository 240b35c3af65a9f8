//! Selectors on columns of values.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, StringArray};
use arrow_schema::DataType;

use super::Runtime;
use super::syntax::{Expression, Mark, Segment, Step, Term};
use crate::LensRuntimeError;
use crate::error::Result;
use crate::lists::{self, Rows};

/// Values on their way through a selector.
pub(crate) struct Values {
    /// Which row each belongs to, where there are rows.
    pub(crate) rows: Option<Rows>,
    pub(crate) array: ArrayRef,
}

impl Values {
    /// Others, as many, in the same rows.
    fn with_array(self, array: ArrayRef) -> Self {
        Self { array, ..self }
    }
}

/// What the expression makes of the values; `None` where that is nothing.
pub(crate) fn evaluate(
    expression: &Expression,
    values: Values,
    runtime: &Runtime,
) -> Result<Option<Values>> {
    let mut values = values;
    for term in &expression.0 {
        let Some(next) = evaluate_term(term, values, runtime)? else {
            return Ok(None);
        };
        values = next;
    }
    Ok(Some(values))
}

fn evaluate_term(term: &Term, values: Values, runtime: &Runtime) -> Result<Option<Values>> {
    match term {
        Term::Path(steps) => follow(steps, values),
        Term::Text(text) => {
            let texts =
                StringArray::from_iter_values(std::iter::repeat_n(text, values.array.len()));
            Ok(Some(values.with_array(Arc::new(texts))))
        }
        Term::Call { name, arguments } => {
            let Some(array) = runtime.call(name, arguments, &values.array)? else {
                return Ok(None);
            };
            same_number(name, &values, &array)?;
            Ok(Some(values.with_array(array)))
        }
        Term::Map(inner) => {
            let Some(list) = values.array.as_list_opt::<i32>() else {
                return Err(wrong_type("`map`", "lists", &values.array));
            };
            let (rows, array) = Rows::of(list);
            let rows = Some(rows);
            let Some(mapped) = evaluate(inner, Values { rows, array }, runtime)? else {
                return Ok(None);
            };
            let Some(rows) = mapped.rows else {
                return Ok(None);
            };
            let list = rows.list(mapped.array)?;
            Ok(Some(values.with_array(Arc::new(list))))
        }
        Term::Pack(paths) => pack(paths, values, runtime),
    }
}

fn follow(steps: &[Step], values: Values) -> Result<Option<Values>> {
    let mut values = values;
    for step in steps {
        let next = match advance(&step.segment, values) {
            Err(_) if step.marks.contains(&Mark::Optional) => return Ok(None),
            other => other?,
        };
        let Some(next) = next else {
            return Ok(None);
        };
        values = next;
        if step.marks.contains(&Mark::NonNull) {
            let array = &values.array;
            values.rows = values.rows.map(|rows| rows.null_where_all_are(array));
        }
    }
    Ok(Some(values))
}

fn advance(segment: &Segment, values: Values) -> Result<Option<Values>> {
    match segment {
        Segment::Field(name) => {
            let Some(array) = values.array.as_struct_opt() else {
                let part = format!("`.{name}`");
                return Err(wrong_type(&part, "structs", &values.array));
            };
            let field = lists::field(array, name)?;
            Ok(field.map(|array| values.with_array(array)))
        }
        Segment::Index(index) => {
            let Some(list) = values.array.as_list_opt::<i32>() else {
                let part = format!("`[{index}]`");
                return Err(wrong_type(&part, "lists", &values.array));
            };
            let array = lists::nth(list, *index)?;
            Ok(Some(values.with_array(array)))
        }
        Segment::Each => {
            let Some((inner, array)) = lists::explode(&values.array)? else {
                return Err(wrong_type("`[]`", "lists", &values.array));
            };
            let rows = values.rows.map(|rows| rows.flattened(&inner)).transpose()?;
            Ok(Some(Values { rows, array }))
        }
    }
}

fn pack(paths: &[Expression], values: Values, runtime: &Runtime) -> Result<Option<Values>> {
    let refuse = |message: String| LensRuntimeError::Pack { message };
    let mut columns: Vec<ArrayRef> = Vec::with_capacity(paths.len());
    let mut is_nullable = false;
    for path in paths {
        if may_be_null(path, &values.array) {
            if !ends_with_mark(path) {
                return Err(refuse(format!(
                    "{path} may be null, and then the whole entry is; write `!` behind it if that is wanted"
                )));
            }
            is_nullable = true;
        }
        let whole = Values {
            rows: None,
            array: values.array.clone(),
        };
        let Some(column) = evaluate(path, whole, runtime)? else {
            if is_optional(path) {
                return Ok(None);
            }
            return Err(refuse(format!(
                "{path} is not in {}",
                values.array.data_type()
            )));
        };
        if let Some(first) = columns.first()
            && first.data_type() != column.array.data_type()
        {
            return Err(refuse(format!(
                "{path} has type {}, and those before it {}; all must have the same",
                column.array.data_type(),
                first.data_type()
            )));
        }
        columns.push(column.array);
    }
    let array = lists::pack(&columns, is_nullable)?;
    Ok(Some(values.with_array(array)))
}

/// Whether there may be nulls at the end of the path, going by the types alone but for its start.
fn may_be_null(path: &Expression, start: &ArrayRef) -> bool {
    if start.logical_null_count() > 0 {
        return true;
    }
    let mut data_type = start.data_type();
    for step in steps(path) {
        match (&step.segment, data_type) {
            (Segment::Field(name), DataType::Struct(fields)) => match fields.find(name) {
                Some((_, field)) if !field.is_nullable() => data_type = field.data_type(),
                _ => return true,
            },
            _ => return true,
        }
    }
    false
}

fn ends_with_mark(path: &Expression) -> bool {
    match path.0.last() {
        Some(Term::Path(steps)) => steps
            .last()
            .is_some_and(|step| step.marks.contains(&Mark::NonNull)),
        _ => false,
    }
}

fn is_optional(path: &Expression) -> bool {
    steps(path).any(|step| step.marks.contains(&Mark::Optional))
}

fn steps(path: &Expression) -> impl Iterator<Item = &Step> {
    path.0.iter().flat_map(|term| match term {
        Term::Path(steps) => steps.as_slice(),
        _ => &[],
    })
}

/// A function within rows must not change how many values there are.
pub(super) fn same_number(name: &str, values: &Values, array: &ArrayRef) -> Result<()> {
    let (found, expected) = (array.len(), values.array.len());
    if values.rows.is_none() || found == expected {
        return Ok(());
    }
    Err(LensRuntimeError::Function {
        name: name.to_owned(),
        source: format!("it made {found} values of {expected}").into(),
    })
}

fn wrong_type(part: &str, expected: &'static str, array: &ArrayRef) -> LensRuntimeError {
    LensRuntimeError::Type {
        part: part.to_owned(),
        expected,
        found: array.data_type().clone(),
    }
}
