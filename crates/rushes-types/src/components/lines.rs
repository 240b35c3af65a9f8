//! Points joined by lines.

use crate::declare::list_components;
use crate::encodings;

list_components! {
    ITEM_LISTS in "rerun.components";

    /// 2D polyline: points joined in order.
    stable LineStrip2D([encodings::Vec2D]);

    /// 3D polyline: points joined in order.
    stable LineStrip3D([encodings::Vec3D]);

    /// Polyline of (latitude, longitude) pairs in degrees.
    stable GeoLineString([encodings::DVec2D]);
}

macro_rules! from_points {
    ($($type:ident: $point:ident),*) => { $(
        impl $type {
            /// From points in order.
            #[allow(clippy::should_implement_trait)]
            pub fn from_iter(
                points: impl IntoIterator<Item = impl Into<encodings::$point>>,
            ) -> Self {
                points.into()
            }
        }
    )* };
}

from_points!(LineStrip2D: Vec2D, LineStrip3D: Vec3D, GeoLineString: DVec2D);
