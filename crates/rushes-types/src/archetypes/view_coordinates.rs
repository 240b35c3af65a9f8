//! View coordinates.

use crate::components::ViewCoordinates as Component;
use crate::declare::archetype;

archetype! {
    /// Where the axes of the space of the entity point.
    ///
    /// ```
    /// # use rushes_types::archetypes::ViewCoordinates;
    /// let z_up = ViewCoordinates::RIGHT_HAND_Z_UP();
    /// ```
    unstable ViewCoordinates;
    views ["3D"];
    pub new(xyz: Component);

    /// Axis convention.
    required xyz: Component (fixed),
}

macro_rules! constructors {
    ($($name:ident($x:ident, $y:ident, $z:ident),)*) => {
        #[allow(non_snake_case)]
        impl ViewCoordinates {
            $(
                #[doc = concat!(
                    "X ", stringify!($x), ", Y ", stringify!($y), ", Z ", stringify!($z), ".",
                )]
                pub fn $name() -> Self {
                    Self::new(Component::$name)
                }
            )*
        }
    };
}

crate::encodings::axes::each_axis_convention!(constructors);
