//! Scalars.

use crate::components::Scalar;
use crate::declare::archetype;

archetype! {
    /// Numbers over time, one for each line of the plot.
    ///
    /// ```
    /// # use rushes_types::archetypes::Scalars;
    /// let temperature = Scalars::single(21.5);
    /// let position = Scalars::new([1.0, 2.0, 3.0]);
    /// ```
    stable Scalars;
    views ["TimeSeries"];
    pub new(scalars: [Scalar]);

    /// Values at this time; keep the count constant over time.
    required scalars: [Scalar] (fixed),
}

impl Scalars {
    /// One number.
    pub fn single(value: impl Into<Scalar>) -> Self {
        Self::new([value])
    }
}
