//! What all components of a few coordinates can do.

macro_rules! coordinates {
    ($($type:ident($($axis:ident $index:literal),*) in $inner:ident),*) => { $(
        impl $type {
            /// The origin.
            pub const ZERO: Self = Self($crate::encodings::$inner::ZERO);

            /// From its coordinates.
            pub const fn new($($axis: f32),*) -> Self {
                Self($crate::encodings::$inner::new($($axis),*))
            }

            $(
                #[doc = concat!("The coordinate ", stringify!($axis), ".")]
                pub const fn $axis(&self) -> f32 {
                    self.0.0[$index]
                }
            )*
        }
    )* };
}

pub(super) use coordinates;
