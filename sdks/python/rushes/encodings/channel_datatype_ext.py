"""What `ChannelDatatype` does beyond the generated part."""

from __future__ import annotations

from typing import Any

_NAMES = {
    "uint8": "U8",
    "int8": "I8",
    "uint16": "U16",
    "int16": "I16",
    "uint32": "U32",
    "int32": "I32",
    "uint64": "U64",
    "int64": "I64",
    "float16": "F16",
    "float32": "F32",
    "float64": "F64",
}


class ChannelDatatypeExt:
    @staticmethod
    def from_np_dtype(dtype: Any) -> Any:
        """The type of channels of an array of that NumPy type."""
        import numpy as np

        from .channel_datatype import ChannelDatatype

        name = np.dtype(dtype).name
        if name not in _NAMES:
            raise TypeError(f"images cannot have channels of type {name}")
        return ChannelDatatype[_NAMES[name]]

    def to_np_dtype(self: Any) -> type:
        """NumPy's type for these channels."""
        import numpy as np

        names = {short: name for name, short in _NAMES.items()}
        return np.dtype(names[self.name]).type
