//! Geo line strings.

use crate::components::{Color, GeoLineString, Radius};
use crate::declare::archetype;

archetype! {
    /// Lines on the map of the world, as degrees north and east.
    ///
    /// ```
    /// # use rushes_types::archetypes::GeoLineStrings;
    /// let way = GeoLineStrings::from_lat_lon([[[59.33, 18.06], [59.34, 18.07]]]);
    /// ```
    stable GeoLineStrings;
    views ["Map"];
    visualizer "GeoLineStrings";
    pub(crate) new(line_strings: [GeoLineString]);

    /// Polylines of (lat, lon).
    required line_strings: [GeoLineString] (fixed),
    /// One per line string; scene units are metres.
    recommended radii: [Radius] = value(-2.0, "2 UI points"),
    /// One per line string.
    recommended colors: [Color],
}

impl GeoLineStrings {
    /// Lines through places given as latitude, longitude in degrees.
    pub fn from_lat_lon(line_strings: impl IntoIterator<Item = impl Into<GeoLineString>>) -> Self {
        Self::new(line_strings)
    }
}
