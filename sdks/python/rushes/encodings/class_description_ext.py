"""What `ClassDescription` does beyond the generated part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import AnnotationInfoLike, KeypointPairLike


class ClassDescriptionExt:
    def __init__(
        self: Any,
        *,
        info: AnnotationInfoLike,
        keypoint_annotations: Sequence[AnnotationInfoLike] | None = [],  # noqa: B006
        keypoint_connections: Sequence[KeypointPairLike] | None = [],  # noqa: B006
    ) -> None:
        """
        What is known about a class: how it is shown, and the keypoints that it has.

        - `info`: an `AnnotationInfo`, or its id, or a tuple of id, label and colour.
        - `keypoint_annotations`: the same for each keypoint.
        - `keypoint_connections`: pairs of keypoints between which a line is drawn.
        """
        self._init_struct(
            info=info,
            keypoint_annotations=list(keypoint_annotations or []),
            keypoint_connections=list(keypoint_connections or []),
        )

    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        return value if isinstance(value, cls) else cls(info=value)
