//! Geo points.

use crate::components::{ClassId, Color, LatLon, Radius};
use crate::declare::archetype;

archetype! {
    /// Places on the map of the world, as degrees north and east.
    ///
    /// ```
    /// # use rushes_types::archetypes::GeoPoints;
    /// let home = GeoPoints::from_lat_lon([(59.33, 18.06)]).with_radii([10.0]);
    /// ```
    stable GeoPoints;
    views ["Map"];
    visualizer "GeoPoints";
    pub(crate) new(positions: [LatLon]);

    /// (lat, lon) per point.
    required positions: [LatLon],
    /// Radius per point; scene units are metres.
    recommended radii: [Radius] = value(-5.0, "5 UI points"),
    /// Colour per instance.
    recommended colors: [Color],
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
}

impl GeoPoints {
    /// Places given as latitude, longitude in degrees.
    pub fn from_lat_lon(positions: impl IntoIterator<Item = impl Into<LatLon>>) -> Self {
        Self::new(positions)
    }
}
