//! Checks that a schema has only types that the Arrow library can make.
//!
//! Its conversion panics on anything else, for example on a list without an element type.

use arrow_ipc as fb;

use crate::{Error, Limits, Result};

/// Fails on a schema whose conversion would not succeed.
pub(super) fn check(schema: &fb::Schema<'_>, limits: &Limits) -> Result<()> {
    if schema.endianness() != fb::Endianness::Little {
        return Err(Error::invalid("the Arrow data are big-endian"));
    }
    let fields = schema
        .fields()
        .ok_or_else(|| Error::invalid("the Arrow schema has no fields"))?;
    if fields.len() > limits.chunk.max_columns {
        return Err(Error::limit(format!(
            "{} columns; the limit is {}",
            fields.len(),
            limits.chunk.max_columns
        )));
    }
    fields
        .iter()
        .try_for_each(|field| check_field(field, limits, limits.chunk.max_nesting))
}

fn check_field(field: fb::Field<'_>, limits: &Limits, depth: usize) -> Result<()> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(Error::limit(format!(
            "a column's type is nested deeper than {} levels",
            limits.chunk.max_nesting
        )));
    };
    if field
        .name()
        .is_some_and(|name| name.len() > limits.chunk.max_name_bytes)
    {
        return Err(Error::limit(format!(
            "a column's name is longer than {} bytes",
            limits.chunk.max_name_bytes
        )));
    }
    let dictionary_ok = field
        .dictionary()
        .is_none_or(|dictionary| dictionary.indexType().is_some_and(|int| is_int(&int)));
    if !dictionary_ok || !type_is_known(field) {
        return Err(Error::invalid(format!(
            "column {:?} has an unknown Arrow type ({:?})",
            field.name().unwrap_or_default(),
            field.type_type()
        )));
    }
    let mut children = field.children().into_iter().flatten();
    children.try_for_each(|child| check_field(child, limits, depth))
}

fn is_int(int: &fb::Int<'_>) -> bool {
    matches!(int.bitWidth(), 8 | 16 | 32 | 64)
}

fn type_is_known(field: fb::Field<'_>) -> bool {
    let children = field.children();
    let num_children = children.map_or(0, |children| children.len());
    match field.type_type() {
        fb::Type::Null
        | fb::Type::Bool
        | fb::Type::Utf8
        | fb::Type::LargeUtf8
        | fb::Type::Utf8View
        | fb::Type::Binary
        | fb::Type::LargeBinary
        | fb::Type::BinaryView
        | fb::Type::Struct_ => true,
        fb::Type::Int => field.type_as_int().is_some_and(|int| is_int(&int)),
        fb::Type::FloatingPoint => field.type_as_floating_point().is_some_and(|float| {
            matches!(
                float.precision(),
                fb::Precision::HALF | fb::Precision::SINGLE | fb::Precision::DOUBLE
            )
        }),
        fb::Type::FixedSizeBinary => field
            .type_as_fixed_size_binary()
            .is_some_and(|binary| binary.byteWidth() >= 0),
        fb::Type::Date => field.type_as_date().is_some_and(|date| {
            matches!(date.unit(), fb::DateUnit::DAY | fb::DateUnit::MILLISECOND)
        }),
        fb::Type::Time => field.type_as_time().is_some_and(|time| {
            matches!(
                (time.bitWidth(), time.unit()),
                (32, fb::TimeUnit::SECOND | fb::TimeUnit::MILLISECOND)
                    | (64, fb::TimeUnit::MICROSECOND | fb::TimeUnit::NANOSECOND)
            )
        }),
        fb::Type::Timestamp => field
            .type_as_timestamp()
            .is_some_and(|t| is_time_unit(t.unit())),
        fb::Type::Duration => field
            .type_as_duration()
            .is_some_and(|d| is_time_unit(d.unit())),
        fb::Type::Interval => field.type_as_interval().is_some_and(|interval| {
            matches!(
                interval.unit(),
                fb::IntervalUnit::YEAR_MONTH
                    | fb::IntervalUnit::DAY_TIME
                    | fb::IntervalUnit::MONTH_DAY_NANO
            )
        }),
        fb::Type::Decimal => field
            .type_as_decimal()
            .is_some_and(|decimal| is_decimal(&decimal)),
        fb::Type::List | fb::Type::LargeList | fb::Type::ListView | fb::Type::LargeListView => {
            num_children == 1
        }
        fb::Type::FixedSizeList => {
            num_children == 1
                && field
                    .type_as_fixed_size_list()
                    .is_some_and(|list| list.listSize() >= 0)
        }
        fb::Type::Map => {
            let entries = children.into_iter().flatten().next();
            num_children == 1
                && field.type_as_map().is_some()
                && entries.is_some_and(|entries| {
                    entries.type_type() == fb::Type::Struct_
                        && entries
                            .children()
                            .is_some_and(|children| children.len() == 2)
                })
        }
        fb::Type::RunEndEncoded => {
            let run_ends = children.into_iter().flatten().next();
            num_children == 2
                && run_ends
                    .and_then(|field| field.type_as_int())
                    .is_some_and(|int| int.is_signed() && matches!(int.bitWidth(), 16 | 32 | 64))
        }
        fb::Type::Union => field
            .type_as_union()
            .is_some_and(|union| is_union(&union, num_children)),
        _ => false,
    }
}

fn is_time_unit(unit: fb::TimeUnit) -> bool {
    matches!(
        unit,
        fb::TimeUnit::SECOND
            | fb::TimeUnit::MILLISECOND
            | fb::TimeUnit::MICROSECOND
            | fb::TimeUnit::NANOSECOND
    )
}

fn is_decimal(decimal: &fb::Decimal<'_>) -> bool {
    let max_precision = match decimal.bitWidth() {
        32 => 9,
        64 => 18,
        128 => 38,
        256 => 76,
        _ => return false,
    };
    (1..=max_precision).contains(&decimal.precision()) && i8::try_from(decimal.scale()).is_ok()
}

fn is_union(union: &fb::Union<'_>, num_children: usize) -> bool {
    // Type ids are small and distinct; a union without a list of them counts from 0.
    const MAX_CHILDREN: usize = 128;
    if num_children > MAX_CHILDREN
        || !matches!(union.mode(), fb::UnionMode::Dense | fb::UnionMode::Sparse)
    {
        return false;
    }
    let mut seen = [false; MAX_CHILDREN];
    union.typeIds().is_none_or(|ids| {
        ids.len() == num_children
            && ids.iter().all(|id| {
                usize::try_from(id)
                    .ok()
                    .and_then(|id| seen.get_mut(id))
                    .is_some_and(|seen| !std::mem::replace(seen, true))
            })
    })
}
