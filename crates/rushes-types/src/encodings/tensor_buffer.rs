//! The elements of a tensor: a union of eleven number types.

use std::sync::{Arc, LazyLock};

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    ArrowPrimitiveType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ListArray, NullArray, PrimitiveArray, UnionArray};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, UnionFields, UnionMode};
use half::f16;

use crate::error::DeserializationProblem;
use crate::layout::{Layout, Value, downcast, item_field};
use crate::reflection::{EncodingInfo, Kind, PartInfo, State, UnionVariant};
use crate::{DeserializationError, DeserializationResult, SerializationError, SerializationResult};

/// Lists of one arm of the union, on their way into an Arrow list array.
struct Arm<A: ArrowPrimitiveType>(Vec<ScalarBuffer<A::Native>>);

impl<A: ArrowPrimitiveType> Arm<A> {
    fn finish(self) -> SerializationResult<ArrayRef> {
        let len: u64 = self.0.iter().map(|list| list.len() as u64).sum();
        if i32::try_from(len).is_err() {
            let what = "the tensors";
            return Err(SerializationError::TooLong { what, len });
        }
        let offsets = OffsetBuffer::from_lengths(self.0.iter().map(|list| list.len()));
        let mut lists = self.0.into_iter();
        let items = match (lists.next(), lists.len()) {
            (Some(only), 0) => only,
            (first, _) => {
                let mut joined = Vec::with_capacity(len as usize);
                for list in first.into_iter().chain(lists) {
                    joined.extend_from_slice(&list);
                }
                joined.into()
            }
        };
        let items = Arc::new(PrimitiveArray::<A>::new(items, None));
        Ok(Arc::new(ListArray::try_new(
            item_field(A::DATA_TYPE),
            offsets,
            items,
            None,
        )?))
    }
}

/// The elements of one list, without a copy.
fn elements<A: ArrowPrimitiveType>(
    child: &ArrayRef,
    index: usize,
) -> Option<ScalarBuffer<A::Native>> {
    let list: &ListArray = child.as_list_opt()?;
    let offsets = list.value_offsets();
    let (start, end) = (
        *offsets.get(index)? as usize,
        *offsets.get(index + 1)? as usize,
    );
    let values = list.values().as_primitive_opt::<A>()?;
    Some(values.values().slice(start, end - start))
}

macro_rules! tensor_buffer {
    ($($(#[$doc:meta])* $arm:ident($native:ident, $arrow:ty) = $id:literal,)*) => { pastey::paste! {
        /// The elements of a tensor, row by row, in a shared buffer.
        #[derive(Clone, Debug, PartialEq)]
        pub enum TensorBuffer {
            $($(#[$doc])* $arm(ScalarBuffer<$native>),)*
        }

        static INFO: EncodingInfo = EncodingInfo {
            fq_name: "rerun.encodings.TensorBuffer",
            docs: &["The elements of a tensor, row by row."],
            state: State::Stable,
            kind: Kind::Union(&[$(UnionVariant {
                type_id: $id,
                name: stringify!($arm),
                payload: Some(PartInfo::of::<Vec<$native>>("", &[])),
            }),*]),
            data_type: TensorBuffer::data_type,
            default: None,
        };

        fn fields() -> UnionFields {
            static FIELDS: LazyLock<UnionFields> = LazyLock::new(|| {
                let list = |data_type| DataType::List(item_field(data_type));
                UnionFields::from_iter([
                    (0, Arc::new(Field::new("_null_markers", DataType::Null, true))),
                    $((
                        $id,
                        Arc::new(Field::new(stringify!($arm), list(<$arrow>::DATA_TYPE), false)),
                    ),)*
                ])
            });
            FIELDS.clone()
        }

        impl TensorBuffer {
            /// How many elements there are.
            pub fn len(&self) -> usize {
                match self { $(Self::$arm(elements) => elements.len(),)* }
            }

            /// How many bytes the elements take.
            pub fn size_in_bytes(&self) -> usize {
                match self { $(Self::$arm(elements) => elements.inner().len(),)* }
            }
        }

        impl Layout for TensorBuffer {
            const ENCODING: Option<&'static EncodingInfo> = Some(&INFO);
            const NULLABLE: bool = true;

            fn data_type() -> DataType {
                DataType::Union(fields(), UnionMode::Dense)
            }

            fn filler() -> Self {
                Self::U8(Vec::new().into())
            }

            fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
                Self::encode_opt(values.into_iter().map(Some).collect())
            }

            fn encode_opt(values: Vec<Option<Self>>) -> SerializationResult<ArrayRef> {
                let mut nulls = 0;
                $(let mut [<arm_ $native>] = Arm::<$arrow>(Vec::new());)*
                let mut type_ids = Vec::with_capacity(values.len());
                let mut offsets = Vec::with_capacity(values.len());
                for value in values {
                    let (type_id, offset) = match value {
                        None => {
                            nulls += 1;
                            (0, nulls - 1)
                        }
                        $(Some(Self::$arm(elements)) => {
                            [<arm_ $native>].0.push(elements);
                            ($id, [<arm_ $native>].0.len() - 1)
                        })*
                    };
                    type_ids.push(type_id);
                    offsets.push(offset as i32);
                }
                let children =
                    vec![Arc::new(NullArray::new(nulls)) as _, $([<arm_ $native>].finish()?,)*];
                let offsets = Some(ScalarBuffer::<i32>::from(offsets));
                let type_ids = ScalarBuffer::<i8>::from(type_ids);
                Ok(Arc::new(UnionArray::try_new(fields(), type_ids, offsets, children)?))
            }

            fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
                let values = Self::decode_opt(array)?;
                let nulls = values.iter().filter(|value| value.is_none()).count();
                let len = values.len();
                let all: Option<Vec<_>> = values.into_iter().collect();
                all.ok_or_else(|| DeserializationProblem::UnexpectedNull { nulls, len }.into())
            }

            fn decode_opt(array: &dyn Array) -> DeserializationResult<Vec<Option<Self>>> {
                let union = downcast::<UnionArray>(array, Self::data_type)?;
                if *array.data_type() != Self::data_type() {
                    let found = array.data_type();
                    return Err(DeserializationError::wrong_type(&Self::data_type(), found));
                }
                let read = |index: usize| {
                    let offset = union.value_offset(index);
                    match union.type_id(index) {
                        $($id => elements::<$arrow>(union.child($id), offset).map(Self::$arm),)*
                        _ => None,
                    }
                };
                Ok((0..union.len()).map(read).collect())
            }
        }

        $(
            impl From<Vec<$native>> for TensorBuffer {
                fn from(elements: Vec<$native>) -> Self {
                    Self::$arm(elements.into())
                }
            }
        )*
    } };
}

tensor_buffer! {
    /// 8 bits without sign.
    U8(u8, UInt8Type) = 1,
    /// 16 bits without sign.
    U16(u16, UInt16Type) = 2,
    /// 32 bits without sign.
    U32(u32, UInt32Type) = 3,
    /// 64 bits without sign.
    U64(u64, UInt64Type) = 4,
    /// 8 bits with sign.
    I8(i8, Int8Type) = 5,
    /// 16 bits with sign.
    I16(i16, Int16Type) = 6,
    /// 32 bits with sign.
    I32(i32, Int32Type) = 7,
    /// 64 bits with sign.
    I64(i64, Int64Type) = 8,
    /// 16-bit float.
    F16(f16, Float16Type) = 9,
    /// 32-bit float.
    F32(f32, Float32Type) = 10,
    /// 64-bit float.
    F64(f64, Float64Type) = 11,
}

pub(super) static UNIONS: &[&EncodingInfo] = &[&INFO];

impl TensorBuffer {
    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Value for TensorBuffer {}

crate::declare::into_cow!(TensorBuffer);
