//! How types are called in annotations, and what they accept.

use arrow_schema::DataType;
use rushes_types::reflection::{ComponentInfo, EncodingInfo, Kind, PartInfo, Shape};

/// Where a type lives: `encodings.Vec3D`, `blueprint_encodings.SortBy`.
pub(super) fn qualified(fq_name: &str) -> String {
    let name = fq_name.strip_prefix("rerun.").unwrap_or(fq_name);
    match name.strip_prefix("blueprint.") {
        Some(name) => format!("blueprint_{name}"),
        None => name.to_owned(),
    }
}

/// What a field takes: one instance, or many.
pub(super) fn field_type(component: &ComponentInfo, many: bool) -> String {
    let suffix = if many { "ArrayLike" } else { "Like" };
    match &component.shape {
        Shape::Wrapper(encoding) => format!("{}{suffix}", qualified(encoding.fq_name)),
        Shape::List(_) | Shape::Enum(_) => format!("{}{suffix}", qualified(component.fq_name)),
    }
}

/// The argument of a constructor, and the attribute, of a type without a struct.
pub(super) fn attribute(info: &EncodingInfo) -> &'static str {
    match info.name() {
        "Angle" => "radians",
        "Blob" => "data",
        "ClassId" | "KeypointId" => "id",
        "EntityPath" => "path",
        "Mat3x3" | "Mat4x4" => "flat_columns",
        "Plane3D" => "xyzd",
        "Quaternion" | "UVec4D" | "Vec4D" => "xyzw",
        "Range1D" => "range",
        "Rgba32" => "rgba",
        "SphericalHarmonics3Rgb" => "coefficients",
        "Uuid" => "bytes",
        "VideoTimestamp" => "timestamp_ns",
        "ViewCoordinates" => "coordinates",
        "DVec2D" | "UVec2D" | "Vec2D" => "xy",
        "IVec3D" | "UVec3D" | "Vec3D" => "xyz",
        _ => "value",
    }
}

/// NumPy's name of a number type.
pub(super) fn numpy(data_type: &DataType) -> Option<&'static str> {
    Some(match data_type {
        DataType::UInt8 => "np.uint8",
        DataType::UInt16 => "np.uint16",
        DataType::UInt32 => "np.uint32",
        DataType::UInt64 => "np.uint64",
        DataType::Int8 => "np.int8",
        DataType::Int16 => "np.int16",
        DataType::Int32 => "np.int32",
        DataType::Int64 => "np.int64",
        DataType::Float16 => "np.float16",
        DataType::Float32 => "np.float32",
        DataType::Float64 => "np.float64",
        DataType::FixedSizeList(item, _) | DataType::List(item) => numpy(item.data_type())?,
        _ => return None,
    })
}

/// The Python type of a plain value.
pub(super) fn plain(data_type: &DataType) -> &'static str {
    match data_type {
        DataType::Boolean => "bool",
        DataType::Utf8 => "str",
        DataType::Float16 | DataType::Float32 | DataType::Float64 => "float",
        _ => "int",
    }
}

/// What is accepted where one instance is wanted, and where many are.
pub(super) fn likes(info: &EncodingInfo) -> (String, String) {
    let name = info.name();
    let extra = match name {
        "AnnotationInfo" => "int | tuple[int, str] | tuple[int, str, Rgba32Like]",
        "ClassDescription" => "AnnotationInfoLike",
        "ClassDescriptionMapElem" => "ClassDescriptionLike",
        "ComponentColumnSelector" => "str",
        "FilterIsNotNull" => "ComponentColumnSelectorLike",
        "KeypointPair" => "Sequence[int]",
        "Mat3x3" | "Mat4x4" => "npt.ArrayLike",
        "Range1D" => "npt.ArrayLike | Sequence[float] | slice",
        "Rgba32" => "int | Sequence[int | float] | npt.NDArray[np.uint8 | np.float32 | np.float64]",
        "SelectedColumns" => "Sequence[ComponentColumnSelectorLike | encodings.Utf8Like]",
        "SphericalHarmonics3Rgb" => "npt.ArrayLike",
        "TensorBuffer" | "TensorData" => "npt.ArrayLike",
        "TensorDimensionSelection"
        | "TensorDimensionIndexSlider"
        | "TimeInt"
        | "VideoTimestamp" => "int",
        "TextLogColumn" => "TextLogColumnKindLike",
        "TimelineColumn" => "str",
        "Utf8Pair" => "tuple[Utf8Like, Utf8Like]",
        "Uuid" => "bytes | Sequence[int] | npt.ArrayLike",
        "ViewCoordinates" => "Sequence[ViewDirLike] | npt.ArrayLike",
        "Blob" => "bytes | bytearray | memoryview | IO[bytes] | npt.NDArray[np.uint8]",
        _ => match &info.kind {
            Kind::Transparent(part) => transparent(part),
            _ => "",
        },
    };
    let many = match name {
        "Blob" => "Sequence[BlobLike] | npt.NDArray[np.uint8]".to_owned(),
        "Rgba32" => "Sequence[Rgba32Like] | npt.ArrayLike".to_owned(),
        "Utf8Pair" => "Sequence[Utf8PairLike] | npt.NDArray[np.str_]".to_owned(),
        _ => match &info.kind {
            Kind::Transparent(_) if info.arrow_type() == DataType::Utf8 => {
                format!("Sequence[{name}Like] | npt.NDArray[np.str_]")
            }
            Kind::Transparent(_) => format!("Sequence[{name}Like] | npt.ArrayLike"),
            _ => format!("Sequence[{name}Like]"),
        },
    };
    let like = if extra.is_empty() {
        name.to_owned()
    } else {
        format!("{name} | {extra}")
    };
    (like, format!("{name}Like | {many}"))
}

fn transparent(part: &PartInfo) -> &'static str {
    match (part.data_type)() {
        DataType::Boolean => "bool",
        DataType::Utf8 => "str",
        DataType::Float16 | DataType::Float32 | DataType::Float64 => "float",
        DataType::FixedSizeList(_, _) => "Sequence[float] | npt.ArrayLike",
        _ => "int",
    }
}
