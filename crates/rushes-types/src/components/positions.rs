//! Where things are: points, directions, indices.

use crate::declare::components;
use crate::encodings;

components! {
    FLOATS in "rerun.components" derive(Copy, PartialOrd);

    /// Point in 2D.
    stable Position2D(encodings::Vec2D) = [0.0; 2];

    /// Point in 3D.
    stable Position3D(encodings::Vec3D) = [0.0; 3];

    /// (latitude, longitude) in degrees, EPSG:4326.
    stable LatLon(encodings::DVec2D) = [0.0; 2];

    /// 2D direction or offset.
    stable Vector2D(encodings::Vec2D) = [0.0; 2];

    /// 3D direction or offset.
    stable Vector3D(encodings::Vec3D) = [0.0; 3];

    /// Texture coordinate, origin top-left, 0..1 spans the texture.
    stable Texcoord2D(encodings::Vec2D) = [0.0; 2];
}

components! {
    NUMBERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Integer cell index in a voxel grid.
    stable VoxelIndex(encodings::IVec3D);

    /// Three vertex indices of one triangle.
    stable TriangleIndices(encodings::UVec3D) = [0, 1, 2];
}

super::coordinates::coordinates!(
    Position2D(x 0, y 1) in Vec2D,
    Position3D(x 0, y 1, z 2) in Vec3D,
    Texcoord2D(u 0, v 1) in Vec2D
);
