//! A few numbers in a row.

use std::fmt;

use crate::declare::transparent_encodings;

transparent_encodings! {
    FLOATS in "rerun.encodings" derive(Debug, Copy, PartialOrd);

    /// Two 32-bit floats.
    stable Vec2D([f32; 2]) = [0.0; 2];

    /// Three 32-bit floats.
    stable Vec3D([f32; 3]) = Self::ZERO.0;

    /// Four 32-bit floats.
    stable Vec4D([f32; 4]) = [0.0; 4];

    /// Two 64-bit floats.
    stable DVec2D([f64; 2]) = [0.0; 2];
}

transparent_encodings! {
    INTEGERS in "rerun.encodings" derive(Debug, Copy, Eq, PartialOrd, Ord, Hash);

    /// Three 32-bit integers with sign.
    stable IVec3D([i32; 3]) = [0; 3];

    /// Two 32-bit integers without sign.
    stable UVec2D([u32; 2]) = [0; 2];

    /// Three 32-bit integers without sign.
    stable UVec3D([u32; 3]) = [0; 3];

    /// Four 32-bit integers without sign.
    stable UVec4D([u32; 4]) = [0; 4];
}

macro_rules! vector {
    (
        $type:ident: [$number:ident; $len:literal], $zero:literal, $one:literal,
        $($axis:ident $index:literal),*
    ) => {
        impl $type {
            /// All zero.
            pub const ZERO: Self = Self([$zero; $len]);
            /// All one.
            pub const ONE: Self = Self([$one; $len]);

            /// From its numbers.
            pub const fn new($($axis: $number),*) -> Self {
                Self([$($axis),*])
            }

            $(
                #[doc = concat!("The number along ", stringify!($axis), ".")]
                pub const fn $axis(&self) -> $number {
                    self.0[$index]
                }
            )*
        }

        impl From<vector!(@tuple $number $($axis)*)> for $type {
            fn from(($($axis),*): vector!(@tuple $number $($axis)*)) -> Self {
                Self::new($($axis),*)
            }
        }

        impl From<&vector!(@tuple $number $($axis)*)> for $type {
            fn from(($($axis),*): &vector!(@tuple $number $($axis)*)) -> Self {
                Self::new($(*$axis),*)
            }
        }

        impl From<&[$number; $len]> for $type {
            fn from(numbers: &[$number; $len]) -> Self {
                Self(*numbers)
            }
        }

        impl From<&Self> for $type {
            fn from(vector: &Self) -> Self {
                *vector
            }
        }

        impl std::ops::Deref for $type {
            type Target = [$number; $len];

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
    (@tuple $number:ident $($axis:ident)*) => { ($(vector!(@second $axis $number)),*) };
    (@second $axis:ident $number:ident) => { $number };
}

vector!(Vec2D: [f32; 2], 0.0, 1.0, x 0, y 1);
vector!(Vec3D: [f32; 3], 0.0, 1.0, x 0, y 1, z 2);
vector!(Vec4D: [f32; 4], 0.0, 1.0, x 0, y 1, z 2, w 3);
vector!(DVec2D: [f64; 2], 0.0, 1.0, x 0, y 1);
vector!(IVec3D: [i32; 3], 0, 1, x 0, y 1, z 2);
vector!(UVec2D: [u32; 2], 0, 1, x 0, y 1);
vector!(UVec3D: [u32; 3], 0, 1, x 0, y 1, z 2);
vector!(UVec4D: [u32; 4], 0, 1, x 0, y 1, z 2, w 3);

impl From<[f64; 3]> for Vec3D {
    fn from(numbers: [f64; 3]) -> Self {
        Self(numbers.map(|number| number as f32))
    }
}

impl From<&[f64; 3]> for Vec3D {
    fn from(numbers: &[f64; 3]) -> Self {
        Self::from(*numbers)
    }
}

impl UVec2D {
    /// Sets the number along x.
    pub const fn set_x(&mut self, x: u32) {
        self.0 = [x, self.y()];
    }

    /// Sets the number along y.
    pub const fn set_y(&mut self, y: u32) {
        self.0 = [self.x(), y];
    }
}
