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

impl Texcoord2D {
    /// The corner opposite to the origin.
    pub const ONE: Self = Self(encodings::Vec2D::ONE);
}

impl LatLon {
    /// From degrees north and degrees east.
    pub const fn new(lat: f64, lon: f64) -> Self {
        Self(encodings::DVec2D::new(lat, lon))
    }

    /// Degrees north.
    pub const fn latitude(&self) -> f64 {
        self.0.x()
    }

    /// Degrees east.
    pub const fn longitude(&self) -> f64 {
        self.0.y()
    }
}

macro_rules! vectors {
    ($($type:ident: $inner:ident),*) => { $(
        impl $type {
            /// Nowhere.
            pub const ZERO: Self = Self(encodings::$inner::ZERO);
            /// One along every axis.
            pub const ONE: Self = Self(encodings::$inner::ONE);
        }
    )* };
}

vectors!(Vector2D: Vec2D, Vector3D: Vec3D);
