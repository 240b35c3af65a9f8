//! Arbitrary Arrow types, and arrays of them.

use std::sync::Arc;

use arrow_array::builder::{PrimitiveRunBuilder, StringDictionaryBuilder};
use arrow_array::types::{
    ArrowPrimitiveType, Decimal128Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, UInt8Type, UInt64Type,
};
use arrow_array::{
    Array as _, ArrayRef, BinaryArray, BooleanArray, FixedSizeBinaryArray, FixedSizeListArray,
    LargeListArray, LargeStringArray, ListArray, NullArray, PrimitiveArray, StringArray,
    StringViewArray, StructArray, UnionArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, FieldRef, Fields, TimeUnit, UnionFields, UnionMode};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// A type of one instance, nested a few levels at most.
pub fn data_type() -> BoxedStrategy<DataType> {
    let leaf = select(vec![
        DataType::Null,
        DataType::Boolean,
        DataType::Int8,
        DataType::Int64,
        DataType::UInt8,
        DataType::UInt64,
        DataType::Float16,
        DataType::Float32,
        DataType::Float64,
        DataType::Utf8,
        DataType::LargeUtf8,
        DataType::Utf8View,
        DataType::Binary,
        DataType::FixedSizeBinary(3),
        DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        DataType::Decimal128(10, 2),
        DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8)),
        DataType::RunEndEncoded(
            Arc::new(Field::new("run_ends", DataType::Int32, false)),
            Arc::new(Field::new("values", DataType::Int64, true)),
        ),
    ]);
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            item(inner.clone()).prop_map(DataType::List),
            item(inner.clone()).prop_map(DataType::LargeList),
            (item(inner.clone()), 0..4i32)
                .prop_map(|(item, size)| DataType::FixedSizeList(item, size)),
            vec(inner.clone(), 1..4).prop_map(|types| DataType::Struct(fields(&types))),
            (vec(inner, 1..4), any::<bool>()).prop_map(|(types, dense)| {
                let mode = if dense {
                    UnionMode::Dense
                } else {
                    UnionMode::Sparse
                };
                DataType::Union(union_fields(&types), mode)
            }),
        ]
    })
    .boxed()
}

fn item(data_type: impl Strategy<Value = DataType>) -> impl Strategy<Value = FieldRef> {
    data_type.prop_map(|data_type| Arc::new(Field::new("item", data_type, true)))
}

fn fields(types: &[DataType]) -> Fields {
    let field = |(index, data_type): (usize, &DataType)| {
        Field::new(format!("field {index}"), data_type.clone(), true)
    };
    types.iter().enumerate().map(field).collect()
}

fn union_fields(types: &[DataType]) -> UnionFields {
    // Ids that are not positions.
    fields(types)
        .iter()
        .enumerate()
        .map(|(index, field)| (2 * index as i8 + 1, Arc::clone(field)))
        .collect()
}

/// A list column of `rows` cells: null, empty, or with instances of type `item`.
pub fn list(item: &DataType, rows: usize) -> BoxedStrategy<ArrayRef> {
    array(
        &DataType::List(Arc::new(Field::new("item", item.clone(), true))),
        rows,
    )
}

/// An array of this type, one of those that [`data_type`] gives, and length.
pub fn array(data_type: &DataType, len: usize) -> BoxedStrategy<ArrayRef> {
    match data_type.clone() {
        DataType::Null => Just(Arc::new(NullArray::new(len)) as ArrayRef).boxed(),
        DataType::Boolean => values(any::<bool>(), len, BooleanArray::from),
        DataType::Int8 => primitive::<Int8Type>(any::<i8>(), data_type, len),
        DataType::Int64 => primitive::<Int64Type>(any::<i64>(), data_type, len),
        DataType::UInt8 => primitive::<UInt8Type>(any::<u8>(), data_type, len),
        DataType::UInt64 => primitive::<UInt64Type>(any::<u64>(), data_type, len),
        DataType::Float16 => {
            type Half = <Float16Type as ArrowPrimitiveType>::Native;
            primitive::<Float16Type>(any::<u16>().prop_map(Half::from_bits), data_type, len)
        }
        DataType::Float32 => {
            let bits = any::<u32>().prop_map(f32::from_bits);
            primitive::<Float32Type>(bits, data_type, len)
        }
        DataType::Float64 => {
            let bits = any::<u64>().prop_map(f64::from_bits);
            primitive::<Float64Type>(bits, data_type, len)
        }
        DataType::Timestamp(..) => {
            primitive::<TimestampMicrosecondType>(any::<i64>(), data_type, len)
        }
        DataType::Decimal128(..) => primitive::<Decimal128Type>(-999..=999i128, data_type, len),
        DataType::Utf8 => values(text(), len, StringArray::from),
        DataType::LargeUtf8 => values(text(), len, LargeStringArray::from),
        DataType::Utf8View => values(text(), len, |values| {
            values.into_iter().collect::<StringViewArray>()
        }),
        DataType::Binary => values(vec(any::<u8>(), 0..20), len, |values| {
            values.into_iter().collect::<BinaryArray>()
        }),
        DataType::FixedSizeBinary(size) => {
            values(vec(any::<u8>(), size as usize), len, move |values| {
                FixedSizeBinaryArray::try_from_sparse_iter_with_size(values.into_iter(), size)
                    .unwrap()
            })
        }
        DataType::Dictionary(..) => values(select(&["u", "v", "", "ünï"][..]), len, |values| {
            let mut builder = StringDictionaryBuilder::<Int16Type>::new();
            builder.extend(values);
            builder.finish()
        }),
        DataType::RunEndEncoded(..) => values(0..3i64, len, |values| {
            let mut builder = PrimitiveRunBuilder::<Int32Type, Int64Type>::new();
            builder.extend(values);
            builder.finish()
        }),
        DataType::List(item) => lists(len, move |lengths, nulls| {
            let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
            let item = Arc::clone(&item);
            array(item.data_type(), lengths.iter().sum())
                .prop_map(move |child| {
                    let list = ListArray::new(item.clone(), offsets.clone(), child, nulls.clone());
                    Arc::new(list) as ArrayRef
                })
                .boxed()
        }),
        DataType::LargeList(item) => lists(len, move |lengths, nulls| {
            let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
            let item = Arc::clone(&item);
            array(item.data_type(), lengths.iter().sum())
                .prop_map(move |child| {
                    let nulls = nulls.clone();
                    let list = LargeListArray::new(item.clone(), offsets.clone(), child, nulls);
                    Arc::new(list) as ArrayRef
                })
                .boxed()
        }),
        DataType::FixedSizeList(item, size) => {
            let children = array(item.data_type(), len * size as usize);
            (children, nulls(len))
                .prop_map(move |(child, nulls)| {
                    let item = Arc::clone(&item);
                    let list =
                        FixedSizeListArray::try_new_with_length(item, size, child, nulls, len);
                    Arc::new(list.unwrap()) as ArrayRef
                })
                .boxed()
        }
        DataType::Struct(fields) => {
            let children: Vec<_> = fields.iter().map(|f| array(f.data_type(), len)).collect();
            (children, nulls(len))
                .prop_map(move |(children, nulls)| {
                    Arc::new(StructArray::new(fields.clone(), children, nulls)) as ArrayRef
                })
                .boxed()
        }
        DataType::Union(fields, UnionMode::Sparse) => {
            let children: Vec<_> = fields
                .iter()
                .map(|(_, field)| array(field.data_type(), len))
                .collect();
            (type_ids(&fields, len), children)
                .prop_map(move |(ids, children)| {
                    let union = UnionArray::try_new(fields.clone(), ids.into(), None, children);
                    Arc::new(union.unwrap()) as ArrayRef
                })
                .boxed()
        }
        DataType::Union(fields, UnionMode::Dense) => type_ids(&fields, len)
            .prop_flat_map(move |ids| dense_union(fields.clone(), ids))
            .boxed(),
        other => panic!("{other} is none of the types made here"),
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-zü☮]{1,20}".prop_map(|text: String| text),
    ]
}

fn values<T, A>(
    value: impl Strategy<Value = T> + 'static,
    len: usize,
    make: impl Fn(Vec<Option<T>>) -> A + 'static,
) -> BoxedStrategy<ArrayRef>
where
    T: Clone + std::fmt::Debug + 'static,
    A: arrow_array::Array + 'static,
{
    let without_nulls = any::<bool>();
    (vec(option::of(value), len), without_nulls)
        .prop_map(move |(mut values, without_nulls)| {
            let first = values.iter().flatten().next().cloned();
            if let (true, Some(first)) = (without_nulls, first) {
                for value in values.iter_mut().filter(|value| value.is_none()) {
                    *value = Some(first.clone());
                }
            }
            let array: ArrayRef = Arc::new(make(values));
            assert_eq!(array.len(), len);
            array
        })
        .boxed()
}

fn primitive<T: ArrowPrimitiveType>(
    value: impl Strategy<Value = T::Native> + 'static,
    data_type: &DataType,
    len: usize,
) -> BoxedStrategy<ArrayRef>
where
    T::Native: 'static,
{
    let data_type = data_type.clone();
    values(value, len, move |values| {
        let array: PrimitiveArray<T> = values.into_iter().collect();
        array.with_data_type(data_type.clone())
    })
}

fn nulls(len: usize) -> impl Strategy<Value = Option<NullBuffer>> {
    option::of(vec(any::<bool>(), len).prop_map(NullBuffer::from))
}

/// Lengths and validity of lists, and what is made of them. A null list may have instances.
fn lists(
    len: usize,
    make: impl Fn(Vec<usize>, Option<NullBuffer>) -> BoxedStrategy<ArrayRef> + 'static,
) -> BoxedStrategy<ArrayRef> {
    (vec(0..4usize, len), nulls(len))
        .prop_flat_map(move |(lengths, nulls)| make(lengths, nulls))
        .boxed()
}

fn type_ids(fields: &UnionFields, len: usize) -> impl Strategy<Value = Vec<i8>> + use<> {
    let ids: Vec<i8> = fields.iter().map(|(id, _)| id).collect();
    vec(select(ids), len)
}

fn dense_union(fields: UnionFields, ids: Vec<i8>) -> impl Strategy<Value = ArrayRef> {
    let mut lengths = vec![0; fields.len()];
    let mut offsets = Vec::new();
    for id in &ids {
        let child = fields.iter().position(|(known, _)| known == *id).unwrap();
        offsets.push(lengths[child] as i32);
        lengths[child] += 1;
    }
    let children: Vec<_> = fields
        .iter()
        .zip(&lengths)
        .map(|((_, field), len)| array(field.data_type(), *len))
        .collect();
    children.prop_map(move |children| {
        let offsets = Some(offsets.clone().into());
        let union = UnionArray::try_new(fields.clone(), ids.clone().into(), offsets, children);
        Arc::new(union.unwrap()) as ArrayRef
    })
}
