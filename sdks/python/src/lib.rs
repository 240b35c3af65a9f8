//! The native part of the Python SDK: conversions, streams, sinks, reading. What users see is `rushes/*.py`.
//!
//! Read in this order: `spec` (what a type is), `input` (numbers from Python), `convert` (Python values as Arrow
//! arrays), `value`, `batch`, `archetype` (the bases of the Python classes), `stream` (logging).

mod any;
mod archetype;
mod arrow_io;
mod batch;
mod chunk;
mod column;
mod convert;
mod descriptor;
mod errors;
mod image;
mod input;
mod logger;
mod spec;
mod stream;
mod to_python;
mod value;
mod video;

use mimalloc::MiMalloc;
use pyo3::prelude::*;

/// Images and columns are copied into memory of some megabytes each, on one thread, and freed on another. The system's
/// allocator gives such memory back to the system at once, and to get it again takes longer than to copy into it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The native part of `rushes`.
#[pymodule]
fn _rushes(module: &Bound<'_, PyModule>) -> PyResult<()> {
    logger::install();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<spec::TypeHandle>()?;
    module.add_class::<spec::ArchetypeHandle>()?;
    module.add_class::<value::Value>()?;
    module.add_class::<batch::Batch>()?;
    module.add_class::<archetype::Archetype>()?;
    module.add_class::<column::ComponentColumn>()?;
    module.add_class::<descriptor::ComponentDescriptor>()?;
    module.add_class::<descriptor::DescribedComponentBatch>()?;
    for function in [
        wrap_pyfunction!(any::any_batch, module)?,
        wrap_pyfunction!(any::any_column, module)?,
        wrap_pyfunction!(any::any_type, module)?,
        wrap_pyfunction!(any::set_any_type, module)?,
        wrap_pyfunction!(archetype::copy_fields, module)?,
        wrap_pyfunction!(image::read_image, module)?,
        wrap_pyfunction!(video::video_frame_timestamps, module)?,
        wrap_pyfunction!(spec::py_type_spec, module)?,
        wrap_pyfunction!(spec::py_archetype_spec, module)?,
        wrap_pyfunction!(errors::strict_mode, module)?,
        wrap_pyfunction!(errors::set_strict_mode, module)?,
        wrap_pyfunction!(errors::override_strict_mode, module)?,
    ] {
        module.add_function(function)?;
    }
    chunk::add(module)?;
    stream::add(module)
}
