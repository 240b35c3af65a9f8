//! All named view coordinates.

use super::{ViewCoordinates, ViewDir};

/// Calls a macro with the name of every axis convention and where its +X, +Y and +Z point.
macro_rules! each_axis_convention {
    ($callback:ident) => {
        $callback! {
            BDL(Back, Down, Left),
            BDR(Back, Down, Right),
            BLD(Back, Left, Down),
            BLU(Back, Left, Up),
            BRD(Back, Right, Down),
            BRU(Back, Right, Up),
            BUL(Back, Up, Left),
            BUR(Back, Up, Right),
            DBL(Down, Back, Left),
            DBR(Down, Back, Right),
            DFL(Down, Forward, Left),
            DFR(Down, Forward, Right),
            DLB(Down, Left, Back),
            DLF(Down, Left, Forward),
            DRB(Down, Right, Back),
            DRF(Down, Right, Forward),
            FDL(Forward, Down, Left),
            FDR(Forward, Down, Right),
            FLD(Forward, Left, Down),
            FLU(Forward, Left, Up),
            FRD(Forward, Right, Down),
            FRU(Forward, Right, Up),
            FUL(Forward, Up, Left),
            FUR(Forward, Up, Right),
            LBD(Left, Back, Down),
            LBU(Left, Back, Up),
            LDB(Left, Down, Back),
            LDF(Left, Down, Forward),
            LFD(Left, Forward, Down),
            LFU(Left, Forward, Up),
            LUB(Left, Up, Back),
            LUF(Left, Up, Forward),
            RBD(Right, Back, Down),
            RBU(Right, Back, Up),
            RDB(Right, Down, Back),
            RDF(Right, Down, Forward),
            RFD(Right, Forward, Down),
            RFU(Right, Forward, Up),
            RUB(Right, Up, Back),
            RUF(Right, Up, Forward),
            UBL(Up, Back, Left),
            UBR(Up, Back, Right),
            UFL(Up, Forward, Left),
            UFR(Up, Forward, Right),
            ULB(Up, Left, Back),
            ULF(Up, Left, Forward),
            URB(Up, Right, Back),
            URF(Up, Right, Forward),
            LEFT_HAND_X_DOWN(Down, Right, Forward),
            LEFT_HAND_X_UP(Up, Right, Back),
            LEFT_HAND_Y_DOWN(Right, Down, Back),
            LEFT_HAND_Y_UP(Right, Up, Forward),
            LEFT_HAND_Z_DOWN(Right, Forward, Down),
            LEFT_HAND_Z_UP(Right, Back, Up),
            RIGHT_HAND_X_DOWN(Down, Right, Back),
            RIGHT_HAND_X_UP(Up, Right, Forward),
            RIGHT_HAND_Y_DOWN(Right, Down, Forward),
            RIGHT_HAND_Y_UP(Right, Up, Back),
            RIGHT_HAND_Z_DOWN(Right, Back, Down),
            RIGHT_HAND_Z_UP(Right, Forward, Up),
        }
    };
}

macro_rules! constants {
    ($($name:ident($x:ident, $y:ident, $z:ident),)*) => {
        impl ViewCoordinates {
            $(
                #[doc = concat!(
                    "X ", stringify!($x), ", Y ", stringify!($y), ", Z ", stringify!($z), ".",
                )]
                pub const $name: Self = Self([ViewDir::$x, ViewDir::$y, ViewDir::$z]);
            )*
        }
    };
}

each_axis_convention!(constants);

pub(crate) use each_axis_convention;
