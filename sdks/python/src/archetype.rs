//! The base of all archetypes: a batch for each field that is set.

use arrow_array::{Array as _, ArrayRef, new_empty_array};
use arrow_schema::DataType;
use pyo3::exceptions::{PyAttributeError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple, PyType};
use rushes_chunk::SerializedComponentBatch;
use smallvec::SmallVec;

use crate::batch::Batch;
use crate::column::ComponentColumn;
use crate::convert::{convert, shape_of};
use crate::descriptor::{ComponentDescriptor, DescribedComponentBatch};
use crate::errors::guarded;
use crate::spec::{ArchetypeHandle, ArchetypeSpec, FieldSpec, Rule};

/// The base of all archetypes.
#[pyclass(subclass, module = "rushes._rushes")]
#[derive(Default)]
pub(crate) struct Archetype {
    spec: Option<&'static ArchetypeSpec>,
    fields: SmallVec<[Option<ArrayRef>; 10]>,
}

fn spec_of(class: &Bound<'_, PyType>) -> PyResult<&'static ArchetypeSpec> {
    let spec = class.getattr(intern!(class.py(), "_SPEC"))?;
    Ok(spec.cast::<ArchetypeHandle>()?.get().0)
}

/// The instances of a field. What cannot be converted counts as none, unless strict.
fn convert_field(field: &FieldSpec, value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    match convert(field.spec, value) {
        Ok(array) => Ok(array),
        Err(error) => {
            let short = field.spec.name.rsplit('.').next().unwrap_or_default();
            let name = format!("{short}Batch");
            let array = guarded(value.py(), &name, None, None, || Err(error))?;
            Ok(array.unwrap_or_else(|| new_empty_array(&field.spec.data_type)))
        }
    }
}

/// Fields that are cleared by one value instead of none, so that recordings equal those of other SDKs.
fn cleared_value(field: &FieldSpec) -> ArrayRef {
    use rushes_types::ToArrow as _;
    use rushes_types::encodings::TensorData;
    const BY_ONE: [&str; 7] = [
        "AnnotationContext:context",
        "BarChart:values",
        "BarChart:abscissa",
        "Tensor:data",
        "Volume3D:values",
        "DataframeQuery:select",
        "DataframeQuery:entity_order",
    ];
    let none = || new_empty_array(&field.spec.data_type);
    if !BY_ONE.contains(&field.descriptor.component.as_str()) {
        return none();
    }
    match field.spec.rule {
        Rule::Tensor => {
            let shape = vec![0];
            let buffer = rushes_types::encodings::TensorBuffer::F64(Vec::new().into());
            let tensor = TensorData {
                shape,
                names: None,
                buffer,
            };
            TensorData::vec_to_arrow(vec![tensor]).unwrap_or_else(|_| none())
        }
        _ => empty_value(&field.spec.data_type),
    }
}

/// One value, whose lists are empty.
fn empty_value(data_type: &DataType) -> ArrayRef {
    use arrow_array::{ListArray, StructArray};
    match data_type {
        DataType::List(item) => {
            let items = new_empty_array(item.data_type());
            let offsets = arrow_buffer::OffsetBuffer::from_lengths([0]);
            std::sync::Arc::new(ListArray::new(item.clone(), offsets, items, None))
        }
        DataType::Struct(fields) => {
            let columns = fields.iter().map(|field| empty_value(field.data_type()));
            std::sync::Arc::new(StructArray::new(fields.clone(), columns.collect(), None))
        }
        other => rushes_types::reflection::zero(other),
    }
}

impl Archetype {
    /// Adds the fields that are set.
    pub(crate) fn append(&self, batches: &mut Vec<SerializedComponentBatch>) {
        let Some(spec) = self.spec else { return };
        for (field, array) in spec.fields.iter().zip(&self.fields) {
            if let Some(array) = array {
                let descriptor = field.descriptor.clone();
                batches.push(SerializedComponentBatch::new(array.clone(), descriptor));
            }
        }
    }
}

#[pymethods]
impl Archetype {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyTuple>, _kwargs: Option<&Bound<'_, PyDict>>) -> Self {
        Self::default()
    }

    /// Takes the fields, in order; `None` leaves one unset.
    #[pyo3(signature = (*values))]
    fn _init(slf: &Bound<'_, Self>, values: &Bound<'_, PyTuple>) -> PyResult<()> {
        let spec = spec_of(&slf.get_type())?;
        let mut fields = SmallVec::new();
        for (field, value) in spec.fields.iter().zip(values.iter_borrowed()) {
            fields.push(if value.is_none() {
                None
            } else {
                Some(convert_field(field, &value)?)
            });
        }
        let mut this = slf.borrow_mut();
        this.spec = Some(spec);
        this.fields = fields;
        Ok(())
    }

    /// An instance of these fields only, in order; others are left unset, or cleared.
    #[classmethod]
    fn _from_fields<'py>(
        class: &Bound<'py, PyType>,
        clear_unset: bool,
        values: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let spec = spec_of(class)?;
        let instance = class.call_method1(intern!(class.py(), "__new__"), (class,))?;
        let slf = instance.cast::<Self>()?;
        Self::_init(slf, values)?;
        if clear_unset {
            let mut this = slf.borrow_mut();
            this.fields.resize(spec.fields.len(), None);
            for (field, array) in spec.fields.iter().zip(this.fields.iter_mut()) {
                array.get_or_insert_with(|| cleared_value(field));
            }
        }
        Ok(instance)
    }

    /// Columns of these fields, in order: one row for each item of the first dimension.
    #[classmethod]
    fn _columns<'py>(
        class: &Bound<'py, PyType>,
        values: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyList>> {
        let py = class.py();
        let spec = spec_of(class)?;
        let columns = PyList::empty(py);
        for (field, value) in spec.fields.iter().zip(values.iter_borrowed()) {
            if !value.is_none() {
                let array = convert_field(field, &value)?;
                let length = row_length(&field.spec.data_type, &array, &value);
                let descriptor = field.descriptor.clone();
                let column = ComponentColumn::of_equal_rows(array, descriptor, length)?;
                columns.append(column)?;
            }
        }
        Ok(columns)
    }

    /// What a field is called.
    #[classmethod]
    fn _descriptor(class: &Bound<'_, PyType>, index: usize) -> PyResult<ComponentDescriptor> {
        let field = spec_of(class)?.fields.get(index);
        let field = field.ok_or_else(|| PyAttributeError::new_err("there is no such field"))?;
        Ok(ComponentDescriptor(field.descriptor.clone()))
    }

    /// The components that are set, with what they are called.
    fn as_component_batches(&self) -> Vec<DescribedComponentBatch> {
        let mut batches = Vec::new();
        self.append(&mut batches);
        let described = batches
            .into_iter()
            .map(|batch| DescribedComponentBatch::of_array(batch.array, batch.descriptor));
        described.collect()
    }

    /// The number of fields that are set.
    fn num_instances(&self) -> usize {
        let mut arrays = self.fields.iter().flatten();
        arrays.next().map_or(0, |array| array.len())
    }

    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let found = self.spec.and_then(|spec| {
            let mut fields = spec.fields.iter().zip(&self.fields);
            fields.find(|(field, _)| field.name == name)
        });
        match found {
            Some((_, None)) => Ok(py.None().into_bound(py)),
            Some((field, Some(array))) => {
                let class = format!("{}Batch", field.spec.name);
                let class = crate::convert::class_of(py, &class)?;
                Batch::of_class(&class, array.clone())
            }
            None => Err(PyAttributeError::new_err(format!(
                "there is no attribute {name:?}"
            ))),
        }
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Self>() else {
            return false;
        };
        let other = other.borrow();
        let name = |spec: Option<&ArchetypeSpec>| spec.map(|spec| spec.info.fq_name);
        name(self.spec) == name(other.spec) && self.fields == other.fields
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let name = slf.get_type().name()?.to_string();
        let this = slf.borrow();
        let spec = this
            .spec
            .ok_or_else(|| PyTypeError::new_err("the constructor of this object was not called"))?;
        let fields = spec.fields.iter().zip(&this.fields);
        let set = fields.filter_map(|(field, array)| {
            let array = array.as_ref()?;
            Some(format!("{}=<{} instances>", field.name, array.len()))
        });
        Ok(format!("{name}({})", set.collect::<Vec<_>>().join(", ")))
    }
}

/// How many instances a row of a column has.
fn row_length(data_type: &DataType, array: &ArrayRef, value: &Bound<'_, PyAny>) -> usize {
    let shape = shape_of(value);
    match data_type {
        DataType::FixedSizeList(_, len) => {
            let trailing: usize = shape.iter().skip(1).product();
            if trailing == usize::try_from(*len).unwrap_or(0) || shape.len() < 2 {
                1
            } else {
                shape.get(1).copied().unwrap_or(1)
            }
        }
        numbers if numbers.is_primitive() || numbers == &DataType::Boolean => match shape.first() {
            Some(rows) if *rows > 0 => (array.len() / rows).max(1),
            _ => 1,
        },
        _ => 1,
    }
}

/// Gives the fields of one archetype to another, under the same names.
#[pyfunction]
pub(crate) fn copy_fields(
    from: &Bound<'_, Archetype>,
    to: &Bound<'_, Archetype>,
    names: Vec<String>,
) -> PyResult<()> {
    let from = from.borrow();
    let mut to = to.borrow_mut();
    let (Some(from_spec), Some(to_spec)) = (from.spec, to.spec) else {
        return Ok(());
    };
    let place =
        |spec: &ArchetypeSpec, name: &str| spec.fields.iter().position(|field| field.name == name);
    for name in names {
        if let (Some(source), Some(target)) = (place(from_spec, &name), place(to_spec, &name))
            && let Some(Some(array)) = from.fields.get(source)
            && let Some(slot) = to.fields.get_mut(target)
        {
            *slot = Some(array.clone());
        }
    }
    Ok(())
}
