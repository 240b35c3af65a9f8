//! Videos: the times of their frames.

use pyo3::prelude::*;
use rushes_types::FromArrow as _;
use rushes_types::archetypes::AssetVideo;
use rushes_types::encodings::Blob;

use crate::arrow_io::arrow_error;
use crate::convert::own;
use crate::errors::value_error;

/// The presentation times of all frames of a video, in nanoseconds since its start.
#[pyfunction]
pub(crate) fn video_frame_timestamps(
    py: Python<'_>,
    blob: &Bound<'_, PyAny>,
) -> PyResult<Vec<i64>> {
    let array = own(blob)?;
    let array = array.ok_or_else(|| crate::convert::type_error("a batch with one blob", blob))?;
    let mut blobs = Blob::from_arrow(&array).map_err(arrow_error)?;
    let Some(video) = blobs.pop() else {
        return Ok(Vec::new());
    };
    py.detach(|| {
        let video = AssetVideo::from_file_contents(video.to_vec(), None::<&str>);
        video.read_frame_timestamps_nanos().map_err(value_error)
    })
}
