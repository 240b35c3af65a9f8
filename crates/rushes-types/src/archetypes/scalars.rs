//! Scalars.

use crate::components::Scalar;
use crate::declare::archetype;

archetype! {
    /// Plot values at the current time.
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
