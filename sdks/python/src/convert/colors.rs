//! Colours: packed numbers, channels as bytes, or channels as fractions.

use std::sync::Arc;

use arrow_array::{ArrayRef, UInt32Array};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyInt;

use super::unwrap_own;
use crate::errors;
use crate::input::{Element, Numbers};

pub(super) fn colors(value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    if value.is_instance_of::<PyInt>() {
        return Ok(array(vec![value.extract::<u32>()?]));
    }
    let value = unwrap_own(value)?;
    match whole(&value) {
        Ok(colors) => Ok(array(colors)),
        // Items of different kinds: each for itself.
        Err(error) => match value.try_iter() {
            Ok(items) => {
                let mut all = Vec::new();
                for item in items {
                    let item = unwrap_own(&item?)?;
                    match item.extract::<u32>() {
                        Ok(packed) => all.push(packed),
                        Err(_) => match whole(&item) {
                            Ok(colors) => all.extend(colors),
                            Err(_) => return Err(error),
                        },
                    }
                }
                Ok(array(all))
            }
            Err(_) => Err(error),
        },
    }
}

fn array(colors: Vec<u32>) -> ArrayRef {
    Arc::new(UInt32Array::from(colors))
}

fn whole(value: &Bound<'_, PyAny>) -> PyResult<Vec<u32>> {
    let py = value.py();
    let numbers = Numbers::read(value)?;
    if numbers.len() == 0 {
        return Ok(Vec::new());
    }
    let squeezed: Vec<usize> = numbers
        .shape
        .iter()
        .copied()
        .filter(|len| *len != 1)
        .collect();
    match squeezed.as_slice() {
        // One number, or one channel of one colour: only the former makes sense.
        [] => Ok(numbers.to_vec(py)),
        [len] => flat(&numbers, *len, py),
        [_, channels @ (3 | 4)] => Ok(rows(&numbers, *channels, py)),
        _ => Err(PyValueError::new_err(format!(
            "expected colours of shape (n, 3) or (n, 4), or packed numbers; found {:?}",
            numbers.shape
        ))),
    }
}

/// One dimension: the type of the numbers decides.
fn flat(numbers: &Numbers<'_>, len: usize, py: Python<'_>) -> PyResult<Vec<u32>> {
    match numbers.element {
        Element::U32 => Ok(numbers.to_vec(py)),
        Element::U8 | Element::F16 | Element::F32 | Element::F64 => match len {
            3 | 4 => Ok(rows(numbers, len, py)),
            len if len > 4 && len.is_multiple_of(4) => Ok(rows(numbers, 4, py)),
            len => Err(PyValueError::new_err(format!(
                "expected 3 or 4 channels, or rows of 4; found {len} numbers"
            ))),
        },
        _ => {
            let values = numbers.to_vec::<i64>(py);
            let is_color = len == 3 || len == 4;
            if is_color && values.iter().all(|value| *value < 256) {
                return Ok(rows(numbers, len, py));
            }
            if is_color {
                let text = "these numbers could be one colour or several packed ones; since some \
                            are larger than 255, they are read as packed. Use a numpy array of \
                            type uint32 for those";
                errors::warn(py, text)?;
            }
            let packed = values.iter().map(|value| {
                u32::try_from(*value)
                    .map_err(|_| PyValueError::new_err(format!("{value} is no packed colour")))
            });
            packed.collect()
        }
    }
}

/// Rows of 3 or 4 channels.
fn rows(numbers: &Numbers<'_>, channels: usize, py: Python<'_>) -> Vec<u32> {
    let bytes: Vec<u8> = if numbers.element.is_float() {
        let values = numbers.to_vec::<f64>(py);
        let scaled = values.iter().map(|value| (value * 255.0).round_ties_even());
        scaled.map(|value| value as i64 as u8).collect()
    } else if numbers.element == Element::U8 {
        numbers.to_vec(py)
    } else {
        let values = numbers.to_vec::<i64>(py);
        values.iter().map(|value| *value as u8).collect()
    };
    let pack = |channels: &[u8]| match *channels {
        [r, g, b, a] => u32::from_be_bytes([r, g, b, a]),
        [r, g, b] => u32::from_be_bytes([r, g, b, 255]),
        _ => 0,
    };
    bytes.chunks_exact(channels).map(pack).collect()
}
