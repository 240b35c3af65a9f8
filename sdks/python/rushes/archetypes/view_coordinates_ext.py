"""What `ViewCoordinates` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .._view_coordinates import SYSTEMS, System

if TYPE_CHECKING:
    from ..components import ViewCoordinates


class ViewCoordinatesExt:
    if TYPE_CHECKING:
        BDL: ClassVar[ViewCoordinates]
        BDR: ClassVar[ViewCoordinates]
        BLD: ClassVar[ViewCoordinates]
        BLU: ClassVar[ViewCoordinates]
        BRD: ClassVar[ViewCoordinates]
        BRU: ClassVar[ViewCoordinates]
        BUL: ClassVar[ViewCoordinates]
        BUR: ClassVar[ViewCoordinates]
        DBL: ClassVar[ViewCoordinates]
        DBR: ClassVar[ViewCoordinates]
        DFL: ClassVar[ViewCoordinates]
        DFR: ClassVar[ViewCoordinates]
        DLB: ClassVar[ViewCoordinates]
        DLF: ClassVar[ViewCoordinates]
        DRB: ClassVar[ViewCoordinates]
        DRF: ClassVar[ViewCoordinates]
        FDL: ClassVar[ViewCoordinates]
        FDR: ClassVar[ViewCoordinates]
        FLD: ClassVar[ViewCoordinates]
        FLU: ClassVar[ViewCoordinates]
        FRD: ClassVar[ViewCoordinates]
        FRU: ClassVar[ViewCoordinates]
        FUL: ClassVar[ViewCoordinates]
        FUR: ClassVar[ViewCoordinates]
        LBD: ClassVar[ViewCoordinates]
        LBU: ClassVar[ViewCoordinates]
        LDB: ClassVar[ViewCoordinates]
        LDF: ClassVar[ViewCoordinates]
        LEFT_HAND_X_DOWN: ClassVar[ViewCoordinates]
        LEFT_HAND_X_UP: ClassVar[ViewCoordinates]
        LEFT_HAND_Y_DOWN: ClassVar[ViewCoordinates]
        LEFT_HAND_Y_UP: ClassVar[ViewCoordinates]
        LEFT_HAND_Z_DOWN: ClassVar[ViewCoordinates]
        LEFT_HAND_Z_UP: ClassVar[ViewCoordinates]
        LFD: ClassVar[ViewCoordinates]
        LFU: ClassVar[ViewCoordinates]
        LUB: ClassVar[ViewCoordinates]
        LUF: ClassVar[ViewCoordinates]
        RBD: ClassVar[ViewCoordinates]
        RBU: ClassVar[ViewCoordinates]
        RDB: ClassVar[ViewCoordinates]
        RDF: ClassVar[ViewCoordinates]
        RFD: ClassVar[ViewCoordinates]
        RFU: ClassVar[ViewCoordinates]
        RIGHT_HAND_X_DOWN: ClassVar[ViewCoordinates]
        RIGHT_HAND_X_UP: ClassVar[ViewCoordinates]
        RIGHT_HAND_Y_DOWN: ClassVar[ViewCoordinates]
        RIGHT_HAND_Y_UP: ClassVar[ViewCoordinates]
        RIGHT_HAND_Z_DOWN: ClassVar[ViewCoordinates]
        RIGHT_HAND_Z_UP: ClassVar[ViewCoordinates]
        RUB: ClassVar[ViewCoordinates]
        RUF: ClassVar[ViewCoordinates]
        UBL: ClassVar[ViewCoordinates]
        UBR: ClassVar[ViewCoordinates]
        UFL: ClassVar[ViewCoordinates]
        UFR: ClassVar[ViewCoordinates]
        ULB: ClassVar[ViewCoordinates]
        ULF: ClassVar[ViewCoordinates]
        URB: ClassVar[ViewCoordinates]
        URF: ClassVar[ViewCoordinates]


for _name, _directions in SYSTEMS.items():
    setattr(ViewCoordinatesExt, _name, System(_directions))
