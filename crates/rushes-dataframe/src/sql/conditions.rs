//! Filters that decide which pieces and rows are read.

use std::collections::BTreeSet;

use datafusion::common::{Column, ScalarValue};
use datafusion::logical_expr::expr::InList;
use datafusion::logical_expr::{Between, BinaryExpr, Expr, Operator};
use rushes_core::{TimeInt, TimeRange, TimelineName};

/// The column that says which recording a row is of.
pub(super) const RECORDING: &str = "recording_id";

/// What all rows must meet. A null meets nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    /// A time in a range, ends included.
    Time(TimelineName, TimeRange),
    /// A recording that is (or is not) one of these.
    Recording(BTreeSet<String>, bool),
}

/// The conditions that mean the same as an expression; `None` if there are none.
/// `timeline` is the timeline that a column has.
pub(super) fn of_expression(
    expression: &Expr,
    timeline: &dyn Fn(&str) -> Option<TimelineName>,
) -> Option<Vec<Condition>> {
    match expression {
        Expr::BinaryExpr(BinaryExpr {
            left,
            op: Operator::And,
            right,
        }) => {
            let mut both = of_expression(left, timeline)?;
            both.extend(of_expression(right, timeline)?);
            Some(both)
        }
        Expr::BinaryExpr(BinaryExpr { left, op, right }) => {
            let (column, op, value) = match (column(left), literal(right)) {
                (Some(column), Some(value)) => (column, *op, value),
                _ => (column(right)?, op.swap()?, literal(left)?),
            };
            let condition = match timeline(&column.name) {
                Some(timeline) => Condition::Time(timeline, compared(op, nanos(value)?)?),
                None if column.name == RECORDING => {
                    let name = BTreeSet::from([text(value)?]);
                    match op {
                        Operator::Eq => Condition::Recording(name, true),
                        Operator::NotEq => Condition::Recording(name, false),
                        _ => return None,
                    }
                }
                None => return None,
            };
            Some(vec![condition])
        }
        Expr::Between(Between {
            expr,
            negated: false,
            low,
            high,
        }) => {
            let timeline = timeline(&column(expr)?.name)?;
            let (low, high) = (nanos(literal(low)?)?, nanos(literal(high)?)?);
            let from = compared(Operator::GtEq, low)?;
            let to = compared(Operator::LtEq, high)?;
            let range = from.intersection(to).unwrap_or(TimeRange::EMPTY);
            Some(vec![Condition::Time(timeline, range)])
        }
        Expr::InList(InList {
            expr,
            list,
            negated,
        }) => {
            if column(expr)?.name != RECORDING {
                return None;
            }
            let names = list.iter().map(|item| text(literal(item)?));
            let names = names.collect::<Option<BTreeSet<_>>>()?;
            Some(vec![Condition::Recording(names, !negated)])
        }
        _ => None,
    }
}

/// The range in which all conditions on a timeline hold.
pub(super) fn range(conditions: &[Condition], timeline: &TimelineName) -> Option<TimeRange> {
    let ranges = conditions.iter().filter_map(|condition| match condition {
        Condition::Time(of, range) if of == timeline => Some(*range),
        _ => None,
    });
    ranges.reduce(|a, b| a.intersection(b).unwrap_or(TimeRange::EMPTY))
}

/// Whether rows of a recording can meet the conditions.
pub(super) fn admits(conditions: &[Condition], recording: &str) -> bool {
    conditions.iter().all(|condition| match condition {
        Condition::Time(..) => true,
        Condition::Recording(names, wanted) => names.contains(recording) == *wanted,
    })
}

fn column(expression: &Expr) -> Option<&Column> {
    match expression {
        Expr::Column(column) => Some(column),
        _ => None,
    }
}

fn literal(expression: &Expr) -> Option<&ScalarValue> {
    match expression {
        Expr::Literal(value, _) => Some(value),
        _ => None,
    }
}

fn text(value: &ScalarValue) -> Option<String> {
    value.try_as_str().flatten().map(str::to_owned)
}

fn nanos(value: &ScalarValue) -> Option<i64> {
    match value {
        ScalarValue::Int64(value)
        | ScalarValue::TimestampNanosecond(value, None)
        | ScalarValue::DurationNanosecond(value) => *value,
        _ => None,
    }
}

/// The times that a comparison admits.
fn compared(op: Operator, value: i64) -> Option<TimeRange> {
    let time = TimeInt::new_temporal;
    let all = TimeRange::EVERYTHING;
    Some(match op {
        Operator::Eq if value == i64::MIN => TimeRange::EMPTY,
        Operator::Eq => TimeRange::point(time(value)),
        Operator::GtEq => TimeRange::new(time(value), all.max),
        Operator::LtEq if value == i64::MIN => TimeRange::EMPTY,
        Operator::LtEq => TimeRange::new(all.min, time(value)),
        Operator::Gt => match value.checked_add(1) {
            Some(value) => TimeRange::new(time(value), all.max),
            None => TimeRange::EMPTY,
        },
        Operator::Lt => match value.checked_sub(1) {
            Some(value) if value > i64::MIN => TimeRange::new(all.min, time(value)),
            _ => TimeRange::EMPTY,
        },
        _ => return None,
    })
}

impl std::fmt::Display for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Time(_, range) if range.is_empty() => f.write_str("never"),
            Self::Time(timeline, range) => {
                let all = TimeRange::EVERYTHING;
                let min = (range.min > all.min).then(|| format!("{}<=", range.min.as_i64()));
                let max = (range.max < all.max).then(|| format!("<={}", range.max.as_i64()));
                write!(
                    f,
                    "{}{}{}",
                    min.unwrap_or_default(),
                    timeline.as_str(),
                    max.unwrap_or_default()
                )
            }
            Self::Recording(names, wanted) => {
                let names = names
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(", ");
                write!(
                    f,
                    "{RECORDING} {}in [{names}]",
                    if *wanted { "" } else { "not " }
                )
            }
        }
    }
}
