//! Mesh 3D.

use arrow_array::Array as _;

use super::Image;
use super::notes::OVER_A_PINHOLE;
use crate::SerializedComponentBatch;
use crate::components::{
    AlbedoFactor, ClassId, Color, ImageBuffer, ImageFormat, MeshFaceRendering, Position3D,
    Texcoord2D, TriangleIndices, Vector3D,
};
use crate::declare::archetype;
use crate::layout::Layout as _;

archetype! {
    /// Triangles in space.
    ///
    /// ```
    /// # use rushes_types::archetypes::Mesh3D;
    /// let triangle = Mesh3D::new([[0.0; 3], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    ///     .with_triangle_indices([[0, 1, 2]])
    ///     .with_vertex_colors([[255, 0, 0], [0, 255, 0], [0, 0, 255]]);
    /// assert_eq!(triangle.sanity_check(), Ok(()));
    /// ```
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

/// A mesh does not make sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mesh3DError {
    /// Without indices, every three vertices make a triangle.
    #[error("{0} vertices do not make whole triangles; give a multiple of 3, or triangle indices")]
    VertexCountNotMultipleOfThree(usize),

    /// A triangle has a corner that does not exist.
    #[error("triangle {triangle} has corner {index}, but there are {vertices} vertices")]
    IndexOutOfBounds {
        /// Which triangle.
        triangle: usize,
        /// Its corner.
        index: u32,
        /// How many vertices there are.
        vertices: usize,
    },

    /// There are normals for some vertices only.
    #[error("there are {normals} normals for {vertices} vertices; give one each, or none")]
    MismatchedNormals {
        /// How many normals there are.
        normals: usize,
        /// How many vertices there are.
        vertices: usize,
    },
}

impl Mesh3D {
    /// Covers the mesh with an image.
    #[must_use]
    pub fn with_albedo_texture_image(mut self, image: impl Into<Image>) -> Self {
        let image = image.into();
        let under = |descriptor, batch: SerializedComponentBatch| {
            batch.with_descriptor_override(descriptor)
        };
        let (buffer, format) = (
            Self::descriptor_albedo_texture_buffer(),
            Self::descriptor_albedo_texture_format(),
        );
        self.albedo_texture_buffer = image.buffer.map(|batch| under(buffer, batch));
        self.albedo_texture_format = image.format.map(|batch| under(format, batch));
        self
    }

    /// Covers the mesh with an image.
    #[must_use]
    pub fn with_albedo_texture(
        self,
        image_format: impl Into<ImageFormat>,
        image_buffer: impl Into<ImageBuffer>,
    ) -> Self {
        self.with_albedo_texture_format(image_format)
            .with_albedo_texture_buffer(image_buffer)
    }

    /// How many vertices there are.
    pub fn num_vertices(&self) -> usize {
        len(&self.vertex_positions)
    }

    /// How many triangles there are.
    pub fn num_triangles(&self) -> usize {
        match &self.triangle_indices {
            Some(indices) => indices.array.len(),
            None => self.num_vertices() / 3,
        }
    }

    /// Whether all triangles have their corners, and all vertices their normals.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn sanity_check(&self) -> Result<(), Mesh3DError> {
        let vertices = self.num_vertices();
        match &self.triangle_indices {
            None if !vertices.is_multiple_of(3) => {
                return Err(Mesh3DError::VertexCountNotMultipleOfThree(vertices));
            }
            None => {}
            Some(batch) => {
                let triangles = TriangleIndices::decode(&batch.array).unwrap_or_default();
                for (triangle, corners) in triangles.iter().enumerate() {
                    let mut corners = corners.0.0.into_iter();
                    if let Some(index) = corners.find(|index| *index as usize >= vertices) {
                        return Err(Mesh3DError::IndexOutOfBounds {
                            triangle,
                            index,
                            vertices,
                        });
                    }
                }
            }
        }
        let normals = len(&self.vertex_normals);
        if normals != 0 && normals != vertices {
            return Err(Mesh3DError::MismatchedNormals { normals, vertices });
        }
        Ok(())
    }
}

fn len(field: &Option<SerializedComponentBatch>) -> usize {
    field.as_ref().map_or(0, |batch| batch.array.len())
}
