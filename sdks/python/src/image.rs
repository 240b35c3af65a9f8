//! Images: the pixels of arrays.

use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, UInt8Array};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use rushes_types::encodings::ChannelDatatype;

use crate::arrow_io::arrow_error;
use crate::input::{Element, Numbers};
use crate::value::Value;

/// The pixels of an array, an image of Pillow or a tensor: their bytes, height, width, channels, and the type of these.
///
/// Dimensions of length 1 in front, then at the end, do not count while there are more than two, unless `as_is`.
#[pyfunction]
#[pyo3(signature = (image, as_is=false))]
pub(crate) fn read_image(
    py: Python<'_>,
    image: &Bound<'_, PyAny>,
    as_is: bool,
) -> PyResult<(Py<Value>, usize, usize, usize, u8)> {
    let numbers = Numbers::read(image)?;
    let mut shape = numbers.shape.as_slice();
    while let [1, rest @ ..] = shape
        && !as_is
        && rest.len() >= 2
    {
        shape = rest;
    }
    while let [rest @ .., 1] = shape
        && !as_is
        && rest.len() >= 2
    {
        shape = rest;
    }
    let (height, width, channels) = match *shape {
        [height, width] => (height, width, 1),
        [height, width, channels] => (height, width, channels),
        _ => {
            return Err(PyValueError::new_err(format!(
                "an image has the shape (height, width) or (height, width, channels); found {:?}",
                numbers.shape
            )));
        }
    };
    let channel = channel_type(numbers.element)?;
    let bytes = numbers.to_bytes(py);
    let offsets = OffsetBuffer::from_lengths([bytes.len()]);
    let bytes = Arc::new(UInt8Array::new(bytes.into(), None));
    let item = Arc::new(Field::new("item", DataType::UInt8, false));
    let blob: ArrayRef =
        Arc::new(ListArray::try_new(item, offsets, bytes, None).map_err(arrow_error)?);
    Ok((
        Py::new(py, Value::of(blob))?,
        height,
        width,
        channels,
        channel as u8,
    ))
}

fn channel_type(element: Element) -> PyResult<ChannelDatatype> {
    Ok(match element {
        Element::U8 => ChannelDatatype::U8,
        Element::U16 => ChannelDatatype::U16,
        Element::U32 => ChannelDatatype::U32,
        Element::U64 => ChannelDatatype::U64,
        Element::I8 => ChannelDatatype::I8,
        Element::I16 => ChannelDatatype::I16,
        Element::I32 => ChannelDatatype::I32,
        Element::I64 => ChannelDatatype::I64,
        Element::F16 => ChannelDatatype::F16,
        Element::F32 => ChannelDatatype::F32,
        Element::F64 => ChannelDatatype::F64,
        Element::Bool => {
            return Err(PyTypeError::new_err(
                "images cannot have channels of type bool; convert it to uint8",
            ));
        }
    })
}
