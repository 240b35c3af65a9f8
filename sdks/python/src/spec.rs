//! What a type is converted to and how, by its name: made from the reflection.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use arrow_schema::DataType;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use rushes_core::ComponentDescriptor;
use rushes_types::reflection::{
    self, ArchetypeInfo, ComponentInfo, EncodingInfo, EnumVariant, Kind, PartInfo, Shape,
};

use crate::input::Element;

/// How Python values become instances.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    /// Truth values.
    Bool,
    /// Numbers, of whatever shape.
    Number(Element),
    /// Strings.
    Text,
    /// So many numbers.
    Fixed(Element, usize),
    /// Square matrices: given by rows, stored by columns.
    Matrix(usize),
    /// Colours.
    Color,
    /// Coefficients of spherical harmonics.
    Harmonics,
    /// Bytes.
    Blob,
    /// One of a few names.
    Enum(&'static [EnumVariant]),
    /// Lists of points.
    Strips(Element, usize),
    /// One array of any shape.
    Tensor,
    /// Objects of their own Python class.
    Objects,
}

/// A component or an encoding.
pub(crate) struct TypeSpec {
    pub(crate) name: &'static str,
    pub(crate) data_type: DataType,
    pub(crate) rule: Rule,
    /// The parts of a struct.
    pub(crate) parts: &'static [PartInfo],
    /// What a list is made of.
    pub(crate) item: Option<&'static EncodingInfo>,
}

impl TypeSpec {
    fn of_encoding(info: &'static EncodingInfo) -> Self {
        let parts = match info.kind {
            Kind::Struct(parts) => parts,
            _ => &[],
        };
        Self {
            name: info.fq_name,
            data_type: info.arrow_type(),
            rule: rule_of(info),
            parts,
            item: None,
        }
    }

    fn of_component(info: &'static ComponentInfo) -> Self {
        let (rule, parts, item) = match &info.shape {
            Shape::Wrapper(encoding) => {
                let parts = match encoding.kind {
                    Kind::Struct(parts) => parts,
                    _ => &[],
                };
                (rule_of(encoding), parts, None)
            }
            Shape::List(part) => (rule_of_list(part), &[][..], part.encoding),
            Shape::Enum(variants) => (Rule::Enum(variants), &[][..], None),
        };
        Self {
            name: info.fq_name,
            data_type: info.arrow_type(),
            rule,
            parts,
            item,
        }
    }
}

fn element_of(data_type: &DataType) -> Option<Element> {
    Some(match data_type {
        DataType::UInt8 => Element::U8,
        DataType::UInt16 => Element::U16,
        DataType::UInt32 => Element::U32,
        DataType::UInt64 => Element::U64,
        DataType::Int8 => Element::I8,
        DataType::Int16 => Element::I16,
        DataType::Int32 => Element::I32,
        DataType::Int64 => Element::I64,
        DataType::Float16 => Element::F16,
        DataType::Float32 => Element::F32,
        DataType::Float64 => Element::F64,
        _ => return None,
    })
}

/// Of a plain Arrow type.
pub(crate) fn rule_of_type(data_type: &DataType) -> Rule {
    match data_type {
        DataType::Boolean => Rule::Bool,
        DataType::Utf8 => Rule::Text,
        DataType::List(item) if item.data_type() == &DataType::UInt8 => Rule::Blob,
        DataType::FixedSizeList(item, len) => match element_of(item.data_type()) {
            Some(element) => Rule::Fixed(element, usize::try_from(*len).unwrap_or(1)),
            None => Rule::Objects,
        },
        numbers => element_of(numbers).map_or(Rule::Objects, Rule::Number),
    }
}

pub(crate) fn rule_of(info: &EncodingInfo) -> Rule {
    match (info.name(), &info.kind) {
        ("Rgba32", _) => Rule::Color,
        ("Mat3x3", _) => Rule::Matrix(3),
        ("Mat4x4", _) => Rule::Matrix(4),
        ("SphericalHarmonics3Rgb", _) => Rule::Harmonics,
        ("TensorData", _) => Rule::Tensor,
        (_, Kind::Enum(variants)) => Rule::Enum(variants),
        (_, Kind::Transparent(_)) => rule_of_type(&info.arrow_type()),
        _ => Rule::Objects,
    }
}

fn rule_of_list(part: &PartInfo) -> Rule {
    match (part.element_type)() {
        DataType::FixedSizeList(item, len) => match element_of(item.data_type()) {
            Some(element) => Rule::Strips(element, usize::try_from(len).unwrap_or(1)),
            None => Rule::Objects,
        },
        _ => Rule::Objects,
    }
}

static TYPES: LazyLock<HashMap<&'static str, OnceLock<TypeSpec>>> = LazyLock::new(|| {
    let encodings = reflection::encodings().iter().map(|info| info.fq_name);
    let components = reflection::components().iter().map(|info| info.fq_name);
    let names = encodings.chain(components);
    names.map(|name| (name, OnceLock::new())).collect()
});

/// The type of that full name.
pub(crate) fn type_spec(name: &str) -> Option<&'static TypeSpec> {
    let (name, slot) = TYPES.get_key_value(name)?;
    if let Some(info) = reflection::encoding(name) {
        return Some(slot.get_or_init(|| TypeSpec::of_encoding(info)));
    }
    let info = reflection::component(name)?;
    Some(slot.get_or_init(|| TypeSpec::of_component(info)))
}

/// An archetype.
pub(crate) struct ArchetypeSpec {
    pub(crate) info: &'static ArchetypeInfo,
    pub(crate) fields: Vec<FieldSpec>,
}

/// A field of an archetype.
pub(crate) struct FieldSpec {
    pub(crate) name: &'static str,
    pub(crate) descriptor: ComponentDescriptor,
    pub(crate) spec: &'static TypeSpec,
}

/// Makes the tables of an archetype; they live as long as the process.
fn archetype_spec(name: &str) -> Option<&'static ArchetypeSpec> {
    static ARCHETYPES: LazyLock<HashMap<&'static str, OnceLock<ArchetypeSpec>>> =
        LazyLock::new(|| {
            let infos = reflection::archetypes().iter();
            infos.map(|info| (info.fq_name, OnceLock::new())).collect()
        });
    let info = reflection::archetype(name)?;
    let slot = ARCHETYPES.get(name)?;
    let fields = info.fields.iter().map(|field| {
        Some(FieldSpec {
            name: field.name,
            descriptor: field.descriptor.clone(),
            spec: type_spec(field.component.fq_name)?,
        })
    });
    let fields = fields.collect::<Option<Vec<_>>>()?;
    Some(slot.get_or_init(|| ArchetypeSpec { info, fields }))
}

/// What the native side knows of a component or an encoding.
#[pyclass(frozen, module = "rushes._rushes", name = "TypeSpec")]
pub(crate) struct TypeHandle(pub(crate) &'static TypeSpec);

/// What the native side knows of an archetype.
#[pyclass(frozen, module = "rushes._rushes", name = "ArchetypeSpec")]
pub(crate) struct ArchetypeHandle(pub(crate) &'static ArchetypeSpec);

#[pymethods]
impl TypeHandle {
    /// The full name.
    #[getter]
    fn name(&self) -> &'static str {
        self.0.name
    }

    /// The Arrow type, as a `pyarrow.DataType`.
    fn arrow_type<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::arrow_io::type_to_python(py, &self.0.data_type)
    }
}

#[pymethods]
impl ArchetypeHandle {
    /// The full name.
    #[getter]
    fn name(&self) -> &'static str {
        self.0.info.fq_name
    }

    /// The names of the fields, in order.
    #[getter]
    fn fields(&self) -> Vec<&'static str> {
        self.0.fields.iter().map(|field| field.name).collect()
    }
}

/// The component or encoding of that full name.
#[pyfunction(name = "type_spec")]
pub(crate) fn py_type_spec(name: &str) -> PyResult<TypeHandle> {
    let spec = type_spec(name).map(TypeHandle);
    spec.ok_or_else(|| PyKeyError::new_err(format!("there is no type {name}")))
}

/// The archetype of that full name.
#[pyfunction(name = "archetype_spec")]
pub(crate) fn py_archetype_spec(name: &str) -> PyResult<ArchetypeHandle> {
    let spec = archetype_spec(name).map(ArchetypeHandle);
    spec.ok_or_else(|| PyKeyError::new_err(format!("there is no archetype {name}")))
}
