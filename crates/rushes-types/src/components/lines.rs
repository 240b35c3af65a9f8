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
