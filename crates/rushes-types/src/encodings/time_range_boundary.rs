//! One end of a range of time: a union of three cases.

use std::sync::{Arc, LazyLock};

use arrow_array::{Array, ArrayRef, Int64Array, NullArray, UnionArray};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{DataType, Field, UnionFields, UnionMode};

use super::TimeInt;
use crate::error::DeserializationProblem;
use crate::layout::{Layout, Value, downcast};
use crate::reflection::{EncodingInfo, Kind, PartInfo, State, UnionVariant};
use crate::{DeserializationError, DeserializationResult, SerializationResult};

/// One end of a range of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeRangeBoundary {
    /// So long after the time cursor; negative is before.
    CursorRelative(TimeInt),
    /// A time on the timeline.
    Absolute(TimeInt),
    /// No end.
    Infinite,
}

pub(super) static UNIONS: &[&EncodingInfo] = &[&INFO];

static INFO: EncodingInfo = EncodingInfo {
    fq_name: "rerun.encodings.TimeRangeBoundary",
    docs: &["One end of a range of time."],
    state: State::Stable,
    kind: Kind::Union(&[
        UnionVariant {
            type_id: 1,
            name: "CursorRelative",
            payload: Some(PartInfo::of::<TimeInt>("", &[])),
        },
        UnionVariant {
            type_id: 2,
            name: "Absolute",
            payload: Some(PartInfo::of::<TimeInt>("", &[])),
        },
        UnionVariant {
            type_id: 3,
            name: "Infinite",
            payload: None,
        },
    ]),
    data_type: TimeRangeBoundary::data_type,
    default: None,
};

impl TimeRangeBoundary {
    /// The time cursor itself.
    pub const AT_CURSOR: Self = Self::CursorRelative(TimeInt(0));

    /// The time of this boundary as the start of a range.
    pub fn start_boundary_time(&self, cursor: TimeInt) -> TimeInt {
        self.time(cursor).unwrap_or(TimeInt::MIN)
    }

    /// The time of this boundary as the end of a range.
    pub fn end_boundary_time(&self, cursor: TimeInt) -> TimeInt {
        self.time(cursor).unwrap_or(TimeInt::MAX)
    }

    fn time(&self, cursor: TimeInt) -> Option<TimeInt> {
        let time = match self {
            Self::CursorRelative(offset) => cursor.0.saturating_add(offset.0),
            Self::Absolute(time) => time.0,
            Self::Infinite => return None,
        };
        Some(TimeInt(time).max(TimeInt::MIN))
    }
}

fn fields() -> UnionFields {
    static FIELDS: LazyLock<UnionFields> = LazyLock::new(|| {
        let field =
            |id, name, data_type, nullable| (id, Arc::new(Field::new(name, data_type, nullable)));
        UnionFields::from_iter([
            field(0, "_null_markers", DataType::Null, true),
            field(1, "CursorRelative", DataType::Int64, false),
            field(2, "Absolute", DataType::Int64, false),
            field(3, "Infinite", DataType::Null, true),
        ])
    });
    FIELDS.clone()
}

impl Layout for TimeRangeBoundary {
    const ENCODING: Option<&'static EncodingInfo> = Some(&INFO);
    const NULLABLE: bool = true;

    fn data_type() -> DataType {
        DataType::Union(fields(), UnionMode::Dense)
    }

    fn filler() -> Self {
        Self::Infinite
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        Self::encode_opt(values.into_iter().map(Some).collect())
    }

    fn encode_opt(values: Vec<Option<Self>>) -> SerializationResult<ArrayRef> {
        let (mut relative, mut absolute) = (Vec::new(), Vec::new());
        let (mut nulls, mut infinite) = (0, 0);
        let mut type_ids = Vec::with_capacity(values.len());
        let mut offsets = Vec::with_capacity(values.len());
        let mut put = |type_id: i8, offset: usize| {
            type_ids.push(type_id);
            offsets.push(offset as i32);
        };
        for value in values {
            match value {
                None => {
                    put(0, nulls);
                    nulls += 1;
                }
                Some(Self::CursorRelative(time)) => {
                    put(1, relative.len());
                    relative.push(time.0);
                }
                Some(Self::Absolute(time)) => {
                    put(2, absolute.len());
                    absolute.push(time.0);
                }
                Some(Self::Infinite) => {
                    put(3, infinite);
                    infinite += 1;
                }
            }
        }
        let children: Vec<ArrayRef> = vec![
            Arc::new(NullArray::new(nulls)),
            Arc::new(Int64Array::from(relative)),
            Arc::new(Int64Array::from(absolute)),
            Arc::new(NullArray::new(infinite)),
        ];
        let offsets = Some(ScalarBuffer::<i32>::from(offsets));
        let union = UnionArray::try_new(fields(), type_ids.into(), offsets, children)?;
        Ok(Arc::new(union))
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        let values = Self::decode_opt(array)?;
        let (len, nulls) = (
            values.len(),
            values.iter().filter(|value| value.is_none()).count(),
        );
        let all: Option<Vec<_>> = values.into_iter().collect();
        all.ok_or_else(|| DeserializationProblem::UnexpectedNull { nulls, len }.into())
    }

    fn decode_opt(array: &dyn Array) -> DeserializationResult<Vec<Option<Self>>> {
        let union = downcast::<UnionArray>(array, Self::data_type)?;
        if *array.data_type() != Self::data_type() {
            let found = array.data_type();
            return Err(DeserializationError::wrong_type(&Self::data_type(), found));
        }
        let relative = downcast::<Int64Array>(union.child(1), || DataType::Int64)?.values();
        let absolute = downcast::<Int64Array>(union.child(2), || DataType::Int64)?.values();
        let read = |index: usize| {
            let offset = union.value_offset(index);
            let time = |times: &ScalarBuffer<i64>| times.get(offset).copied().map(TimeInt);
            match union.type_id(index) {
                1 => time(relative).map(Self::CursorRelative),
                2 => time(absolute).map(Self::Absolute),
                3 => Some(Self::Infinite),
                _ => None,
            }
        };
        Ok((0..union.len()).map(read).collect())
    }
}

impl Value for TimeRangeBoundary {}

crate::declare::into_cow!(TimeRangeBoundary);
