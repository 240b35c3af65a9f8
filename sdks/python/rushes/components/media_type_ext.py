"""What `MediaType` does beyond the generated part."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from os import PathLike

_BY_EXTENSION = {
    ".aac": "AAC",
    ".flac": "FLAC",
    ".glb": "GLB",
    ".gltf": "GLTF",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".m4a": "M4A",
    ".mp3": "MP3",
    ".mp4": "MP4",
    ".obj": "OBJ",
    ".oga": "OGG",
    ".ogg": "OGG",
    ".opus": "OGG",
    ".ply": "PLY",
    ".png": "PNG",
    ".stl": "STL",
    ".wav": "WAV",
}


class _Constant:
    """A media type, made when it is asked for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: Any) -> Any:
        return owner(self.name)


class MediaTypeExt:
    AAC: ClassVar[Any] = _Constant("audio/aac")
    FLAC: ClassVar[Any] = _Constant("audio/flac")
    GLB: ClassVar[Any] = _Constant("model/gltf-binary")
    GLTF: ClassVar[Any] = _Constant("model/gltf+json")
    JPEG: ClassVar[Any] = _Constant("image/jpeg")
    M4A: ClassVar[Any] = _Constant("audio/mp4")
    MARKDOWN: ClassVar[Any] = _Constant("text/markdown")
    MP3: ClassVar[Any] = _Constant("audio/mpeg")
    MP4: ClassVar[Any] = _Constant("video/mp4")
    OBJ: ClassVar[Any] = _Constant("model/obj")
    OGG: ClassVar[Any] = _Constant("audio/ogg")
    PLY: ClassVar[Any] = _Constant("application/x-ply")
    PNG: ClassVar[Any] = _Constant("image/png")
    RVL: ClassVar[Any] = _Constant("application/rvl")
    STL: ClassVar[Any] = _Constant("model/stl")
    TEXT: ClassVar[Any] = _Constant("text/plain")
    WAV: ClassVar[Any] = _Constant("audio/wav")

    @staticmethod
    def guess_from_path(path: str | PathLike[str]) -> Any:
        """What the extension of a file says; `None` when it says nothing."""
        from .media_type import MediaType

        name = _BY_EXTENSION.get(PurePath(path).suffix.lower())
        return None if name is None else getattr(MediaType, name)
