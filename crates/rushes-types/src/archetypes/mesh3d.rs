//! Mesh 3D.

use super::notes::OVER_A_PINHOLE;
use crate::components::{
    AlbedoFactor, ClassId, Color, ImageBuffer, ImageFormat, MeshFaceRendering, Position3D,
    Texcoord2D, TriangleIndices, Vector3D,
};
use crate::declare::archetype;

archetype! {
    /// Triangle mesh given by vertex data.
    stable Mesh3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    visualizer "Mesh3D";
    pub new(vertex_positions: [Position3D]);

    /// Vertices; without indices every three form a triangle.
    required vertex_positions: [Position3D] (fixed),
    /// Triangles as vertex index triples.
    recommended triangle_indices: [TriangleIndices],
    /// Normal per vertex.
    recommended vertex_normals: [Vector3D],
    /// Colour per vertex; alpha ignored.
    optional vertex_colors: [Color],
    /// UV per vertex.
    optional vertex_texcoords: [Texcoord2D],
    /// Colour multiplier; alpha sets mesh transparency.
    optional albedo_factor: AlbedoFactor,
    /// Front, back or both sides; front is counter-clockwise.
    optional face_rendering: MeshFaceRendering,
    /// Texture bytes (u8 RGB or RGBA, alpha ignored).
    optional albedo_texture_buffer: ImageBuffer,
    /// Layout of the texture bytes.
    optional albedo_texture_format: ImageFormat,
    /// Class id per vertex.
    optional class_ids: [ClassId],
}
