"""What `Mesh3D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    from .. import components, encodings


class Mesh3DExt:
    @lenient
    def __init__(
        self: Any,
        *,
        vertex_positions: encodings.Vec3DArrayLike,
        triangle_indices: encodings.UVec3DArrayLike | None = None,
        vertex_normals: encodings.Vec3DArrayLike | None = None,
        vertex_colors: encodings.Rgba32ArrayLike | None = None,
        vertex_texcoords: encodings.Vec2DArrayLike | None = None,
        albedo_texture: Any = None,
        albedo_factor: encodings.Rgba32Like | None = None,
        face_rendering: components.MeshFaceRenderingLike | None = None,
        class_ids: encodings.ClassIdArrayLike | None = None,
    ) -> None:
        """
        Triangles: `vertex_positions` of shape (n, 3), three for each triangle, or as `triangle_indices` say, of shape
        (m, 3).

        Normals, colours and texture coordinates are one for each vertex; the origin of a texture is top left.
        `albedo_texture` is an image of shape (height, width, 3 or 4).
        """
        buffer = image_format = None
        if albedo_texture is not None:
            from .. import _images

            buffer, height, width, channels, channel_type = _images.read(albedo_texture, as_is=True)
            if channels not in (3, 4):
                raise ValueError(f"Mesh3D: a texture has 3 or 4 channels; found {channels}")
            image_format = _images.format(width, height, None, channels - 1, channel_type)
        self._init(
            vertex_positions,
            triangle_indices,
            vertex_normals,
            vertex_colors,
            vertex_texcoords,
            albedo_factor,
            face_rendering,
            buffer,
            image_format,
            class_ids,
        )
