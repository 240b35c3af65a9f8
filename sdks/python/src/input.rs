//! Numbers from Python: scalars, nested sequences, and arrays, whose memory is read in place.

use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void};

use arrow_buffer::ArrowNativeType;
use half::f16;
use num_traits::AsPrimitive;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyCapsule, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use smallvec::SmallVec;

/// The type of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    Bool,
    U8,
    U16,
    U32,
    U64,
    I8,
    I16,
    I32,
    I64,
    F16,
    F32,
    F64,
}

impl Element {
    pub(crate) fn is_float(self) -> bool {
        matches!(self, Self::F16 | Self::F32 | Self::F64)
    }

    /// Of NumPy's kind and size.
    fn of(kind: u8, size: usize) -> Option<Self> {
        Some(match (kind, size) {
            (b'b', 1) => Self::Bool,
            (b'u', 1) => Self::U8,
            (b'u', 2) => Self::U16,
            (b'u', 4) => Self::U32,
            (b'u', 8) => Self::U64,
            (b'i', 1) => Self::I8,
            (b'i', 2) => Self::I16,
            (b'i', 4) => Self::I32,
            (b'i', 8) => Self::I64,
            (b'f', 2) => Self::F16,
            (b'f', 4) => Self::F32,
            (b'f', 8) => Self::F64,
            _ => return None,
        })
    }
}

/// Calls a block with `$type` as the Rust type of an element.
macro_rules! with_element {
    ($element:expr, $type:ident => $body:expr) => {
        match $element {
            $crate::input::Element::Bool | $crate::input::Element::U8 => {
                type $type = u8;
                $body
            }
            $crate::input::Element::U16 => {
                type $type = u16;
                $body
            }
            $crate::input::Element::U32 => {
                type $type = u32;
                $body
            }
            $crate::input::Element::U64 => {
                type $type = u64;
                $body
            }
            $crate::input::Element::I8 => {
                type $type = i8;
                $body
            }
            $crate::input::Element::I16 => {
                type $type = i16;
                $body
            }
            $crate::input::Element::I32 => {
                type $type = i32;
                $body
            }
            $crate::input::Element::I64 => {
                type $type = i64;
                $body
            }
            $crate::input::Element::F16 => {
                type $type = half::f16;
                $body
            }
            $crate::input::Element::F32 => {
                type $type = f32;
                $body
            }
            $crate::input::Element::F64 => {
                type $type = f64;
                $body
            }
        }
    };
}

/// A type that numbers can be read as. Conversions are those of `as`.
pub(crate) trait Number:
    ArrowNativeType
    + AsPrimitive<u8>
    + AsPrimitive<u16>
    + AsPrimitive<u32>
    + AsPrimitive<u64>
    + AsPrimitive<i8>
    + AsPrimitive<i16>
    + AsPrimitive<i32>
    + AsPrimitive<i64>
    + AsPrimitive<f16>
    + AsPrimitive<f32>
    + AsPrimitive<f64>
{
}

macro_rules! numbers { ($($type:ty),*) => { $(impl Number for $type {})* }; }
numbers!(u8, u16, u32, u64, i8, i16, i32, i64, f16, f32, f64);

/// A type into which every number converts.
pub(crate) trait Target: Number
where
    u8: AsPrimitive<Self>,
    u16: AsPrimitive<Self>,
    u32: AsPrimitive<Self>,
    u64: AsPrimitive<Self>,
    i8: AsPrimitive<Self>,
    i16: AsPrimitive<Self>,
    i32: AsPrimitive<Self>,
    i64: AsPrimitive<Self>,
    f16: AsPrimitive<Self>,
    f32: AsPrimitive<Self>,
    f64: AsPrimitive<Self>,
{
}

macro_rules! targets { ($($type:ty),*) => { $(impl Target for $type {})* }; }
targets!(u8, u16, u32, u64, i8, i16, i32, i64, f16, f32, f64);

pub(crate) type Dimensions = SmallVec<[usize; 4]>;

/// Numbers in any number of dimensions, rows first.
pub(crate) struct Numbers<'py> {
    pub(crate) element: Element,
    pub(crate) shape: Dimensions,
    store: Store<'py>,
}

enum Store<'py> {
    Array(View<'py>),
    Ints(Vec<i64>),
    Uints(Vec<u64>),
    Floats(Vec<f64>),
    Bools(Vec<u8>),
}

/// The memory of an array that Python owns.
struct View<'py> {
    data: *const u8,
    /// Bytes from one to the next, for each dimension.
    strides: SmallVec<[isize; 4]>,
    is_dense: bool,
    /// Keeps the memory.
    _owner: Bound<'py, PyAny>,
}

/// The C structure behind `__array_struct__`, as NumPy documents it.
#[repr(C)]
struct ArrayInterface {
    two: c_int,
    nd: c_int,
    typekind: c_char,
    itemsize: c_int,
    flags: c_int,
    shape: *const isize,
    strides: *const isize,
    data: *const c_void,
}

const ALIGNED: c_int = 0x100;
const NOT_SWAPPED: c_int = 0x200;

/// Values from here on are copied without the interpreter's lock.
const MANY: usize = 1 << 15;

/// Sequences nested deeper are not read.
const MAX_DEPTH: usize = 32;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Counts how deep values are nested; what contains itself would be read forever.
pub(crate) struct Depth;

impl Depth {
    pub(crate) fn enter() -> PyResult<Self> {
        DEPTH.set(DEPTH.get() + 1);
        // Dropped, and so counted down again, also where it fails.
        let depth = Self;
        if DEPTH.get() > MAX_DEPTH {
            return Err(PyValueError::new_err(format!(
                "values nested more than {MAX_DEPTH} deep are not read"
            )));
        }
        Ok(depth)
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

impl<'py> Numbers<'py> {
    /// Reads whatever NumPy would make an array of numbers of.
    pub(crate) fn read(value: &Bound<'py, PyAny>) -> PyResult<Self> {
        let _depth = Depth::enter()?;
        if let Some(scalar) = Self::scalar(value)? {
            return Ok(scalar);
        }
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            return Self::sequence(value);
        }
        if let Some(array) = Self::array(value)? {
            return Ok(array);
        }
        if value.is_instance_of::<PyString>() || value.is_instance_of::<PyDict>() {
            return Err(not_numbers(value));
        }
        match as_array(value)? {
            Some(array) => match Self::array(&array)? {
                Some(numbers) => Ok(numbers),
                None => Self::read(&array.call_method0(intern!(value.py(), "tolist"))?),
            },
            None => Self::sequence(value),
        }
    }

    fn scalar(value: &Bound<'py, PyAny>) -> PyResult<Option<Self>> {
        let (element, store) = if let Ok(float) = value.cast::<PyFloat>() {
            (Element::F64, Store::Floats(vec![float.value()]))
        } else if let Ok(boolean) = value.cast::<PyBool>() {
            (
                Element::Bool,
                Store::Bools(vec![u8::from(boolean.is_true())]),
            )
        } else if value.is_instance_of::<PyInt>() {
            match value.extract::<i64>() {
                Ok(int) => (Element::I64, Store::Ints(vec![int])),
                Err(_) => (Element::U64, Store::Uints(vec![value.extract()?])),
            }
        } else {
            return Ok(None);
        };
        Ok(Some(Self {
            element,
            shape: Dimensions::new(),
            store,
        }))
    }

    fn sequence(value: &Bound<'py, PyAny>) -> PyResult<Self> {
        let mut flat = Flat::default();
        let mut shape = Dimensions::new();
        flat.walk(value, 0, &mut shape)?;
        let (element, store) = flat.finish();
        Ok(Self {
            element,
            shape,
            store,
        })
    }

    /// The memory of an array; `None` when the value is no array of numbers.
    fn array(value: &Bound<'py, PyAny>) -> PyResult<Option<Self>> {
        let py = value.py();
        let Ok(capsule) = value.getattr(intern!(py, "__array_struct__")) else {
            return Ok(None);
        };
        let capsule = capsule.cast_into::<PyCapsule>()?;
        let pointer = capsule.pointer_checked(None)?.cast::<ArrayInterface>();
        // SAFETY: the protocol says that the capsule holds this structure, and keeps it.
        let interface = unsafe { pointer.as_ref() };
        let size = usize::try_from(interface.itemsize).unwrap_or(0);
        let kind = interface.typekind.to_ne_bytes()[0];
        let Some(element) = Element::of(kind, size) else {
            return Ok(None);
        };
        if interface.two != 2 {
            return Ok(None);
        }
        if interface.flags & NOT_SWAPPED == 0 {
            let native = value
                .getattr(intern!(py, "dtype"))?
                .call_method1(intern!(py, "newbyteorder"), ("=",))?;
            let array = value.call_method1(intern!(py, "astype"), (native,))?;
            return Self::array(&array);
        }
        let dimensions = usize::try_from(interface.nd).unwrap_or(0);
        let (shape, strides): (&[isize], &[isize]) = if dimensions == 0 {
            (&[], &[])
        } else {
            // SAFETY: the protocol says that there are so many.
            unsafe {
                (
                    std::slice::from_raw_parts(interface.shape, dimensions),
                    std::slice::from_raw_parts(interface.strides, dimensions),
                )
            }
        };
        let shape: Dimensions = shape.iter().map(|len| len.unsigned_abs()).collect();
        let strides: SmallVec<[isize; 4]> = strides.iter().copied().collect();
        let mut dense = size.cast_signed();
        let mut is_dense = interface.flags & ALIGNED != 0;
        for (len, stride) in shape.iter().zip(&strides).rev() {
            is_dense &= *len == 1 || *stride == dense;
            dense = dense.saturating_mul(len.cast_signed());
        }
        Ok(Some(Self {
            element,
            shape,
            store: Store::Array(View {
                data: interface.data.cast(),
                strides,
                is_dense,
                _owner: capsule.into_any(),
            }),
        }))
    }

    /// Whether these are the numbers of an array, which has a type of its own.
    pub(crate) fn is_array(&self) -> bool {
        matches!(self.store, Store::Array(_))
    }

    /// How many numbers there are.
    pub(crate) fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// All numbers, converted.
    pub(crate) fn to_vec<T: Target>(&self, py: Python<'_>) -> Vec<T>
    where
        u8: AsPrimitive<T>,
        u16: AsPrimitive<T>,
        u32: AsPrimitive<T>,
        u64: AsPrimitive<T>,
        i8: AsPrimitive<T>,
        i16: AsPrimitive<T>,
        i32: AsPrimitive<T>,
        i64: AsPrimitive<T>,
        f16: AsPrimitive<T>,
        f32: AsPrimitive<T>,
        f64: AsPrimitive<T>,
    {
        match &self.store {
            Store::Ints(values) => values.iter().map(|value| value.as_()).collect(),
            Store::Uints(values) => values.iter().map(|value| value.as_()).collect(),
            Store::Floats(values) => values.iter().map(|value| value.as_()).collect(),
            Store::Bools(values) => values.iter().map(|value| value.as_()).collect(),
            Store::Array(view) => {
                let source = Source {
                    data: view.data,
                    shape: &self.shape,
                    strides: &view.strides,
                    is_dense: view.is_dense,
                };
                let element = self.element;
                let copy = || with_element!(element, S => source.copy(|value: S| value.as_()));
                if self.len() < MANY {
                    copy()
                } else {
                    py.detach(copy)
                }
            }
        }
    }

    /// The bytes of all numbers, in the order of this machine.
    pub(crate) fn to_bytes(&self, py: Python<'_>) -> arrow_buffer::Buffer {
        with_element!(self.element, T => arrow_buffer::Buffer::from_vec(self.to_vec::<T>(py)))
    }
}

/// Memory to copy from.
struct Source<'a> {
    data: *const u8,
    shape: &'a [usize],
    strides: &'a [isize],
    is_dense: bool,
}

// SAFETY: the memory is only read. Its owner is held by whoever copies, on another thread too.
unsafe impl Sync for Source<'_> {}

impl Source<'_> {
    /// All elements in order; `S` is their type.
    fn copy<S: Copy, T>(&self, convert: impl Fn(S) -> T) -> Vec<T> {
        let len = self.shape.iter().product();
        if len == 0 {
            return Vec::new();
        }
        if self.is_dense {
            // SAFETY: the array is aligned, and has so many elements of this type side by side.
            let values = unsafe { std::slice::from_raw_parts(self.data.cast::<S>(), len) };
            return values.iter().map(|value| convert(*value)).collect();
        }
        let mut values = Vec::with_capacity(len);
        let mut index: SmallVec<[usize; 4]> = SmallVec::from_elem(0, self.shape.len());
        let mut offset = 0isize;
        loop {
            // SAFETY: the offset is that of an element, since the index is within the shape.
            let value = unsafe { self.data.offset(offset).cast::<S>().read_unaligned() };
            values.push(convert(value));
            let mut axes = (0..self.shape.len()).rev();
            let advanced = axes.find(|axis| {
                index[*axis] += 1;
                offset += self.strides[*axis];
                let has_more = index[*axis] < self.shape[*axis];
                if !has_more {
                    offset -= self.strides[*axis] * index[*axis].cast_signed();
                    index[*axis] = 0;
                }
                has_more
            });
            if advanced.is_none() {
                return values;
            }
        }
    }
}

/// The numbers of nested sequences, of the widest type so far.
enum Flat {
    Bools(Vec<u8>),
    Ints(Vec<i64>),
    Uints(Vec<u64>),
    Floats(Vec<f64>),
}

impl Default for Flat {
    fn default() -> Self {
        Self::Bools(Vec::new())
    }
}

impl Flat {
    fn finish<'py>(self) -> (Element, Store<'py>) {
        match self {
            // NumPy's type for no numbers at all.
            Self::Bools(values) if values.is_empty() => (Element::F64, Store::Floats(Vec::new())),
            Self::Bools(values) => (Element::Bool, Store::Bools(values)),
            Self::Ints(values) => (Element::I64, Store::Ints(values)),
            Self::Uints(values) => (Element::U64, Store::Uints(values)),
            Self::Floats(values) => (Element::F64, Store::Floats(values)),
        }
    }

    fn walk(
        &mut self,
        value: &Bound<'_, PyAny>,
        depth: usize,
        shape: &mut Dimensions,
    ) -> PyResult<()> {
        if depth >= MAX_DEPTH {
            return Err(PyValueError::new_err(format!(
                "sequences nested more than {MAX_DEPTH} deep are not read as numbers"
            )));
        }
        let len = value.len().map_err(|_| not_numbers(value))?;
        match shape.get(depth) {
            Some(expected) if *expected != len => return Err(ragged(*expected, len)),
            Some(_) => {}
            None => shape.push(len),
        }
        if let Ok(list) = value.cast::<PyList>() {
            for item in list.iter() {
                self.item(&item, depth, shape)?;
            }
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            for item in tuple.iter_borrowed() {
                self.item(&item, depth, shape)?;
            }
        } else {
            for item in value.try_iter()? {
                self.item(&item?, depth, shape)?;
            }
        }
        Ok(())
    }

    fn item(
        &mut self,
        item: &Bound<'_, PyAny>,
        depth: usize,
        shape: &mut Dimensions,
    ) -> PyResult<()> {
        let is_scalar = if let Ok(float) = item.cast::<PyFloat>() {
            self.push_float(float.value());
            true
        } else if let Ok(boolean) = item.cast::<PyBool>() {
            self.push_bool(boolean.is_true());
            true
        } else if item.is_instance_of::<PyInt>() {
            match item.extract::<i64>() {
                Ok(int) => self.push_int(int),
                Err(_) => self.push_uint(item.extract()?),
            }
            true
        } else {
            false
        };
        if is_scalar {
            return match shape.get(depth + 1) {
                Some(expected) => Err(ragged(*expected, 1)),
                None => Ok(()),
            };
        }
        if item.is_instance_of::<PyList>() || item.is_instance_of::<PyTuple>() {
            return self.walk(item, depth + 1, shape);
        }
        let numbers = Numbers::read(item)?;
        let inner = shape.get(depth + 1..).unwrap_or_default();
        if inner.is_empty() && self.len() == 0 {
            shape.extend(numbers.shape.iter().copied());
        } else if inner != numbers.shape.as_slice() {
            return Err(ragged(inner.iter().product(), numbers.len()));
        }
        let py = item.py();
        match numbers.element {
            Element::Bool => {
                let values = numbers.to_vec::<u8>(py);
                values.iter().for_each(|value| self.push_bool(*value != 0));
            }
            Element::U64 => {
                let values = numbers.to_vec::<u64>(py);
                values.iter().for_each(|value| self.push_uint(*value));
            }
            element if element.is_float() => {
                let values = numbers.to_vec::<f64>(py);
                values.iter().for_each(|value| self.push_float(*value));
            }
            _ => {
                let values = numbers.to_vec::<i64>(py);
                values.iter().for_each(|value| self.push_int(*value));
            }
        }
        Ok(())
    }

    fn len(&self) -> usize {
        match self {
            Self::Bools(values) => values.len(),
            Self::Ints(values) => values.len(),
            Self::Uints(values) => values.len(),
            Self::Floats(values) => values.len(),
        }
    }

    fn push_bool(&mut self, value: bool) {
        match self {
            Self::Bools(values) => values.push(u8::from(value)),
            Self::Ints(values) => values.push(i64::from(value)),
            Self::Uints(values) => values.push(u64::from(value)),
            Self::Floats(values) => values.push(f64::from(u8::from(value))),
        }
    }

    fn push_int(&mut self, value: i64) {
        if let Self::Bools(values) = self {
            *self = Self::Ints(values.iter().map(|value| i64::from(*value)).collect());
        }
        match self {
            Self::Bools(_) => {}
            Self::Ints(values) => values.push(value),
            Self::Uints(values) => match u64::try_from(value) {
                Ok(value) => values.push(value),
                Err(_) => self.push_float(value as f64),
            },
            Self::Floats(values) => values.push(value as f64),
        }
    }

    fn push_uint(&mut self, value: u64) {
        match self {
            Self::Floats(values) => values.push(value as f64),
            Self::Uints(values) => values.push(value),
            _ => match i64::try_from(value) {
                Ok(value) => self.push_int(value),
                Err(_) => match self.to_uints() {
                    Some(mut values) => {
                        values.push(value);
                        *self = Self::Uints(values);
                    }
                    None => self.push_float(value as f64),
                },
            },
        }
    }

    fn to_uints(&self) -> Option<Vec<u64>> {
        match self {
            Self::Bools(values) => Some(values.iter().map(|value| u64::from(*value)).collect()),
            Self::Ints(values) => {
                let values = values.iter().map(|value| u64::try_from(*value).ok());
                values.collect()
            }
            Self::Uints(_) | Self::Floats(_) => None,
        }
    }

    fn push_float(&mut self, value: f64) {
        let floats = match self {
            Self::Floats(values) => {
                values.push(value);
                return;
            }
            Self::Bools(values) => values.iter().map(|value| f64::from(*value)).collect(),
            Self::Ints(values) => values.iter().map(|value| *value as f64).collect(),
            Self::Uints(values) => values.iter().map(|value| *value as f64).collect(),
        };
        *self = Self::Floats(floats);
        self.push_float(value);
    }
}

/// The array of a tensor or of anything else that can make one; `None` for what cannot.
fn as_array<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let py = value.py();
    if let Ok(numpy) = value.getattr(intern!(py, "numpy"))
        && numpy.is_callable()
    {
        // Tensors that live elsewhere, or need gradients, come over only when forced.
        let force = PyDict::new(py);
        force.set_item("force", true)?;
        if let Ok(array) = numpy.call((), Some(&force)) {
            return Ok(Some(array));
        }
    }
    if let Ok(make) = value.getattr(intern!(py, "__array__")) {
        return make.call0().map(Some);
    }
    if value.hasattr(intern!(py, "__dlpack__"))? {
        let numpy = py.import(intern!(py, "numpy"))?;
        return numpy
            .call_method1(intern!(py, "from_dlpack"), (value,))
            .map(Some);
    }
    if value.hasattr(intern!(py, "__array_interface__"))? {
        let numpy = py.import(intern!(py, "numpy"))?;
        return numpy
            .call_method1(intern!(py, "asarray"), (value,))
            .map(Some);
    }
    Ok(None)
}

fn ragged(expected: usize, found: usize) -> PyErr {
    PyValueError::new_err(format!(
        "the nested sequences differ in length: {found} items where the first has {expected}"
    ))
}

fn not_numbers(value: &Bound<'_, PyAny>) -> PyErr {
    let name = value.get_type().name();
    let name = name.map_or_else(|_| "this".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!(
        "expected a number, a sequence of numbers, or an array; found {name}"
    ))
}
