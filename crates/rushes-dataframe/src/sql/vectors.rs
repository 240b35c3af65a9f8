//! The parts of vectors: `x(v)`, `y(v)`, `z(v)`, `w(v)`, and the same as `v.x`.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, FixedSizeListArray, ListArray, UInt32Array};
use arrow_schema::{DataType, Field};
use datafusion::arrow::compute::take;
use datafusion::common::{Column, Result, ScalarValue, TableReference, exec_err, plan_err};
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::planner::{ExprPlanner, PlannerResult};
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

/// The names of the parts, in order.
const NAMES: [&str; 4] = ["x", "y", "z", "w"];

/// The functions.
pub(super) fn functions() -> Vec<Arc<ScalarUDF>> {
    (0..NAMES.len()).map(part).collect()
}

fn part(index: usize) -> Arc<ScalarUDF> {
    Arc::new(ScalarUDF::new_from_impl(Part {
        index,
        signature: Signature::any(1, Volatility::Immutable),
    }))
}

/// One part of each vector; of a list of vectors, a list.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Part {
    index: usize,
    signature: Signature,
}

impl ScalarUDFImpl for Part {
    fn name(&self) -> &str {
        NAMES.get(self.index).copied().unwrap_or_default()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, arguments: &[DataType]) -> Result<DataType> {
        match arguments {
            [DataType::FixedSizeList(item, size)] if self.index < *size as usize => {
                Ok(item.data_type().clone())
            }
            [DataType::List(list)] => {
                let part = self.return_type(&[list.data_type().clone()])?;
                Ok(DataType::List(Arc::new(Field::new(
                    list.name(),
                    part,
                    true,
                ))))
            }
            [other] => plan_err!(
                "{}() wants a vector with at least {} numbers, not {other}",
                self.name(),
                self.index + 1
            ),
            _ => plan_err!("{}() wants one vector", self.name()),
        }
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        match arguments.args.as_slice() {
            [ColumnarValue::Array(vectors)] => Ok(ColumnarValue::Array(self.of(vectors)?)),
            [ColumnarValue::Scalar(vector)] => {
                let part = self.of(&vector.to_array()?)?;
                Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(
                    &part, 0,
                )?))
            }
            _ => exec_err!("{}() wants one vector", self.name()),
        }
    }
}

impl Part {
    fn of(&self, vectors: &ArrayRef) -> Result<ArrayRef> {
        if let Some(vectors) = vectors.as_fixed_size_list_opt() {
            return self.of_vectors(vectors);
        }
        let Some(lists) = vectors.as_list_opt::<i32>() else {
            return exec_err!(
                "{}() wants vectors, not {}",
                self.name(),
                vectors.data_type()
            );
        };
        let (field, offsets, vectors, nulls) = lists.clone().into_parts();
        let parts = self.of(&vectors)?;
        let field = Arc::new(Field::new(field.name(), parts.data_type().clone(), true));
        Ok(Arc::new(ListArray::try_new(field, offsets, parts, nulls)?))
    }

    fn of_vectors(&self, vectors: &FixedSizeListArray) -> Result<ArrayRef> {
        let size = vectors.value_length() as u32;
        let start = vectors.value_offset(0) as u32 + self.index as u32;
        let places = (0..vectors.len() as u32).map(|row| start + row * size);
        let places = match vectors.nulls() {
            None => UInt32Array::from_iter_values(places),
            Some(nulls) => {
                let values = places.collect::<Vec<_>>();
                UInt32Array::try_new(values.into(), Some(nulls.clone()))?
            }
        };
        Ok(take(vectors.values(), &places, None)?)
    }
}

fn part_of(index: usize, vector: Expr) -> Expr {
    Expr::ScalarFunction(ScalarFunction::new_udf(part(index), vec![vector]))
}

/// Understands `v.x`, also behind the fields of structs.
#[derive(Debug)]
pub(super) struct Planner;

impl ExprPlanner for Planner {
    fn plan_compound_identifier(
        &self,
        field: &Field,
        qualifier: Option<&TableReference>,
        names: &[String],
    ) -> Result<PlannerResult<Vec<Expr>>> {
        let unchanged = || Ok(PlannerResult::Original(Vec::new()));
        let mut data_type = field.data_type();
        let mut expression = Expr::Column(Column::from((qualifier, field)));
        let mut has_vector = false;
        for name in names {
            match data_type {
                // Of a list of vectors, a list; nothing goes on behind it.
                DataType::List(item) if !has_vector => {
                    let DataType::FixedSizeList(_, size) = item.data_type() else {
                        return unchanged();
                    };
                    let index = NAMES.iter().position(|part| part == name);
                    let Some(index) = index.filter(|index| *index < *size as usize) else {
                        return unchanged();
                    };
                    expression = part_of(index, expression);
                    data_type = &DataType::Null;
                    has_vector = true;
                }
                DataType::FixedSizeList(item, size) => {
                    let index = NAMES.iter().position(|part| part == name);
                    let Some(index) = index.filter(|index| *index < *size as usize) else {
                        return unchanged();
                    };
                    expression = part_of(index, expression);
                    data_type = item.data_type();
                    has_vector = true;
                }
                DataType::Struct(fields) => {
                    let Some((_, field)) = fields.find(name) else {
                        return unchanged();
                    };
                    expression =
                        datafusion::functions::core::expr_fn::get_field(expression, name.as_str());
                    data_type = field.data_type();
                }
                _ => return unchanged(),
            }
        }
        if !has_vector {
            return unchanged();
        }
        Ok(PlannerResult::Planned(expression))
    }
}
