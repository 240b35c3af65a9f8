//! Values for a type, made from its declaration: each one different, each one allowed.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use arrow_array::types::Float16Type;
use arrow_array::{
    Array as _, ArrayRef, BooleanArray, FixedSizeListArray, Float32Array, Float64Array, Int8Array,
    Int16Array, Int32Array, Int64Array, ListArray, NullArray, PrimitiveArray, StringArray,
    StructArray, UInt8Array, UInt16Array, UInt32Array, UInt64Array, UnionArray, make_array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, FieldRef, UnionFields};
use half::f16;
use rushes_types::reflection::{ComponentInfo, EncodingInfo, EnumVariant, Kind, PartInfo, Shape};

type Result<T> = anyhow::Result<T>;

/// Where the values of one field come from.
#[derive(Default)]
pub struct Samples {
    /// How many values were made, by what they are; so that each alternative gets its turn.
    counts: HashMap<&'static str, u64>,
}

impl Samples {
    /// Instances of a component.
    pub fn component(&mut self, info: &ComponentInfo, len: usize) -> Result<ArrayRef> {
        let data_type = info.arrow_type();
        match &info.shape {
            Shape::Wrapper(encoding) => self.of(&data_type, Some(encoding), len),
            Shape::List(part) => self.of(&data_type, part.encoding, len),
            Shape::Enum(variants) => self.variants(info.fq_name, &data_type, variants, len),
        }
    }

    /// Values of a type. The encoding is that of the values, or of the items if they are lists.
    fn of(
        &mut self,
        data_type: &DataType,
        encoding: Option<&EncodingInfo>,
        len: usize,
    ) -> Result<ArrayRef> {
        let kind = encoding.map(|encoding| &encoding.kind);
        Ok(match (data_type, kind) {
            (_, Some(Kind::Transparent(part))) => self.of(data_type, part.encoding, len)?,
            (DataType::List(item), _) => self.list(item, encoding, len)?,
            (DataType::FixedSizeList(item, size), _) => {
                let items = self.of(item.data_type(), encoding, len * usize::try_from(*size)?)?;
                Arc::new(FixedSizeListArray::try_new(
                    item.clone(),
                    *size,
                    items,
                    None,
                )?)
            }
            (_, Some(Kind::Enum(variants))) => {
                let name = encoding.map_or("", |encoding| encoding.fq_name);
                self.variants(name, data_type, variants, len)?
            }
            (DataType::Struct(fields), Some(Kind::Struct(parts))) => {
                let columns = fields.iter().zip(*parts);
                let columns = columns.map(|(field, part)| self.part(field, part, len));
                let columns = columns.collect::<Result<_>>()?;
                Arc::new(StructArray::try_new_with_length(
                    fields.clone(),
                    columns,
                    None,
                    len,
                )?)
            }
            (DataType::Union(fields, _), _) => self.union(fields, len)?,
            _ => self.plain(data_type, len)?,
        })
    }

    /// A list of two items, then one of one, then an empty one, and so on.
    fn list(
        &mut self,
        item: &FieldRef,
        encoding: Option<&EncodingInfo>,
        len: usize,
    ) -> Result<ArrayRef> {
        let lengths = self
            .next("lists", len)
            .map(|number| 2 - (number % 3) as usize);
        let offsets = OffsetBuffer::from_lengths(lengths);
        let items = usize::try_from(offsets.last().copied().unwrap_or_default())?;
        let items = self.of(item.data_type(), encoding, items)?;
        Ok(Arc::new(ListArray::try_new(
            item.clone(),
            offsets,
            items,
            None,
        )?))
    }

    /// One field of a struct. What may be missing is missing every second time; a union holds its
    /// own nulls, and is never missing here.
    fn part(&mut self, field: &FieldRef, part: &PartInfo, len: usize) -> Result<ArrayRef> {
        let whole = self.of(field.data_type(), part.encoding, len)?;
        if !part.is_optional || !field.is_nullable() {
            return Ok(whole);
        }
        let nulls: NullBuffer = self
            .next(part.name, len)
            .map(|number| number % 2 == 0)
            .collect();
        let data = whole.to_data().into_builder().nulls(Some(nulls));
        Ok(make_array(data.build()?))
    }

    /// One arm after the other, without the one for nulls.
    fn union(&mut self, fields: &UnionFields, len: usize) -> Result<ArrayRef> {
        let arms: Vec<_> = fields
            .iter()
            .filter(|(_, arm)| arm.name() != "_null_markers")
            .collect();
        let chosen = self
            .next("arms", len)
            .map(|number| number as usize % arms.len());
        let chosen: Vec<usize> = chosen.collect();
        let type_ids: ScalarBuffer<i8> = chosen.iter().map(|arm| arms[*arm].0).collect();
        let before = |index: usize| {
            let arm = chosen[index];
            chosen
                .iter()
                .take(index)
                .filter(move |other| **other == arm)
        };
        let offsets = (0..len).map(|index| Ok(i32::try_from(before(index).count())?));
        let offsets: ScalarBuffer<i32> = offsets.collect::<Result<Vec<_>>>()?.into();
        let children = fields.iter().map(|(id, arm)| {
            let len = type_ids.iter().filter(|chosen| **chosen == id).count();
            self.of(arm.data_type(), None, len)
        });
        let children = children.collect::<Result<_>>()?;
        let union = UnionArray::try_new(fields.clone(), type_ids, Some(offsets), children)?;
        Ok(Arc::new(union))
    }

    /// One variant after the other.
    fn variants(
        &mut self,
        name: &'static str,
        data_type: &DataType,
        variants: &[EnumVariant],
        len: usize,
    ) -> Result<ArrayRef> {
        let numbers = self
            .next(name, len)
            .map(|number| variants[number as usize % variants.len()].value);
        let numbers: Vec<u32> = numbers.collect();
        Ok(match data_type {
            DataType::UInt8 => {
                let bytes: std::result::Result<Vec<u8>, _> =
                    numbers.into_iter().map(u8::try_from).collect();
                Arc::new(UInt8Array::from(
                    bytes.context("a variant is too large for its type")?,
                ))
            }
            DataType::UInt32 => Arc::new(UInt32Array::from(numbers)),
            other => bail!("an enum of type {other}"),
        })
    }

    fn plain(&mut self, data_type: &DataType, len: usize) -> Result<ArrayRef> {
        /// Whole numbers stay small enough for every type, with a sign where there is one.
        macro_rules! numbers {
            ($array:ident, $make:expr) => {
                Arc::new($array::from(
                    self.next("values", len).map($make).collect::<Vec<_>>(),
                ))
            };
        }
        let whole = |number: u64| number % 100 + 1;
        let float = |number: u64| (number % 1000) as f64 * 0.125 - 1.0;
        Ok(match data_type {
            DataType::Null => Arc::new(NullArray::new(len)),
            DataType::Boolean => numbers!(BooleanArray, |number| number % 2 == 0),
            DataType::UInt8 => numbers!(UInt8Array, |number| whole(number) as u8),
            DataType::UInt16 => numbers!(UInt16Array, |number| whole(number) as u16),
            DataType::UInt32 => numbers!(UInt32Array, |number| whole(number) as u32),
            DataType::UInt64 => numbers!(UInt64Array, whole),
            DataType::Int8 => numbers!(Int8Array, |number| -(whole(number) as i8)),
            DataType::Int16 => numbers!(Int16Array, |number| -(whole(number) as i16)),
            DataType::Int32 => numbers!(Int32Array, |number| -(whole(number) as i32)),
            DataType::Int64 => numbers!(Int64Array, |number| -(whole(number) as i64)),
            DataType::Float16 => {
                let numbers = self
                    .next("values", len)
                    .map(|number| f16::from_f64(float(number)));
                Arc::new(PrimitiveArray::<Float16Type>::from_iter_values(numbers))
            }
            DataType::Float32 => numbers!(Float32Array, |number| float(number) as f32),
            DataType::Float64 => numbers!(Float64Array, float),
            DataType::Utf8 => numbers!(StringArray, |number| format!("text {number} – é🎬")),
            other => bail!("there are no samples of type {other}"),
        })
    }

    /// The next numbers for something.
    fn next(&mut self, what: &'static str, len: usize) -> impl Iterator<Item = u64> + use<> {
        let count = self.counts.entry(what).or_default();
        let start = *count;
        *count += len as u64;
        start..*count
    }
}
