//! Many rows of one component.

use arrow_array::ArrayRef;
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rushes_chunk::{SerializedComponentBatch, SerializedComponentColumn, list_item_field};

use crate::arrow_io::{self, arrow_error};
use crate::descriptor::{ComponentDescriptor, array_of};
use crate::errors::value_error;
use crate::input::Numbers;

/// Rows of a component, for `send_columns`.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct ComponentColumn(pub(crate) SerializedComponentColumn);

/// Lengths of rows, from whatever holds integers.
fn read_lengths(lengths: &Bound<'_, PyAny>) -> PyResult<Vec<usize>> {
    let lengths = Numbers::read(lengths)?.to_vec::<i64>(lengths.py());
    let lengths = lengths.into_iter().map(|length| {
        usize::try_from(length)
            .map_err(|_| PyValueError::new_err(format!("{length} is no length of a row")))
    });
    lengths.collect()
}

impl ComponentColumn {
    /// The instances in rows of the given lengths; one each without.
    pub(crate) fn of_instances(
        py: Python<'_>,
        array: ArrayRef,
        descriptor: rushes_core::ComponentDescriptor,
        lengths: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let batch = SerializedComponentBatch::new(array, descriptor);
        let lengths = lengths.map(read_lengths).transpose()?;
        let column = py.detach(|| match lengths {
            Some(lengths) => batch.partitioned(lengths),
            None => batch.column_of_unit_batches(),
        });
        column.map(Self).map_err(value_error)
    }

    /// The instances in rows of one length.
    pub(crate) fn of_equal_rows(
        array: ArrayRef,
        descriptor: rushes_core::ComponentDescriptor,
        length: usize,
    ) -> PyResult<Self> {
        let (rows, step) = match (i32::try_from(array.len()), i32::try_from(length)) {
            (Ok(len), Ok(step @ 1..)) if len % step == 0 => (len / step, step),
            _ => {
                return Err(PyValueError::new_err(format!(
                    "{} instances cannot be cut into rows of {length}",
                    array.len()
                )));
            }
        };
        let offsets: Vec<i32> = (0..=rows).map(|row| row * step).collect();
        let lists = arrow_array::ListArray::try_new(
            list_item_field(array.data_type()),
            OffsetBuffer::new(ScalarBuffer::from(offsets)),
            array,
            None,
        );
        let lists = lists.map_err(arrow_error)?;
        Ok(Self(SerializedComponentColumn::new(lists, descriptor)))
    }
}

#[pymethods]
impl ComponentColumn {
    #[new]
    #[pyo3(signature = (descriptor, component_batch, *, lengths=None, offsets=None))]
    fn new(
        descriptor: ComponentDescriptor,
        component_batch: &Bound<'_, PyAny>,
        lengths: Option<&Bound<'_, PyAny>>,
        offsets: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let py = component_batch.py();
        let array = array_of(component_batch)?;
        match (lengths, offsets) {
            (Some(_), Some(_)) => Err(PyValueError::new_err(
                "give lengths or offsets, but not both",
            )),
            (lengths, None) => Self::of_instances(py, array, descriptor.0, lengths),
            (None, Some(offsets)) => {
                let offsets = Numbers::read(offsets)?.to_vec::<i32>(py);
                let is_ordered = offsets.first().is_some_and(|first| *first >= 0)
                    && offsets.is_sorted()
                    && offsets
                        .last()
                        .is_some_and(|last| *last as usize <= array.len());
                if !is_ordered {
                    return Err(PyValueError::new_err(format!(
                        "offsets must ascend from 0 to at most {}",
                        array.len()
                    )));
                }
                let lists = arrow_array::ListArray::try_new(
                    list_item_field(array.data_type()),
                    OffsetBuffer::new(ScalarBuffer::from(offsets)),
                    array,
                    None,
                );
                let lists = lists.map_err(arrow_error)?;
                Ok(Self(SerializedComponentColumn::new(lists, descriptor.0)))
            }
        }
    }

    /// What the component is called.
    fn component_descriptor(&self) -> ComponentDescriptor {
        ComponentDescriptor(self.0.descriptor.clone())
    }

    /// One list per row, as a `pyarrow.Array`.
    fn as_arrow_array<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let lists: ArrayRef = std::sync::Arc::new(self.0.list_array.clone());
        arrow_io::array_to_python(py, &lists)
    }

    /// Cuts all instances anew into rows of the given lengths.
    fn partition(&self, lengths: &Bound<'_, PyAny>) -> PyResult<Self> {
        let column = self.0.clone().repartitioned(read_lengths(lengths)?);
        column.map(Self).map_err(value_error)
    }

    /// The number of rows.
    fn __len__(&self) -> usize {
        arrow_array::Array::len(&self.0.list_array)
    }

    fn __repr__(&self) -> String {
        format!(
            "ComponentColumn({}, {} rows)",
            self.0.descriptor.full_description(),
            self.__len__()
        )
    }
}
