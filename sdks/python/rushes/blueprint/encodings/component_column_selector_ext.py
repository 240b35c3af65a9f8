"""What `ComponentColumnSelector` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...encodings import EntityPathLike, Utf8Like


class ComponentColumnSelectorExt:
    def __init__(
        self: Any,
        spec: str | None = None,
        *,
        entity_path: EntityPathLike | None = None,
        component: Utf8Like | None = None,
    ) -> None:
        """A column, as `"/entity/path:Component"`, or by the path and the component."""
        if spec is not None:
            if entity_path is not None or component is not None:
                raise ValueError("ComponentColumnSelector: give a spec, or an entity path and a component")
            entity_path, colon, component = spec.partition(":")
            if not colon or not entity_path or not component:
                raise ValueError(f"{spec!r} is no column; write it as '/entity/path:Component'")
        elif entity_path is None or component is None:
            raise ValueError("ComponentColumnSelector: give a spec, or an entity path and a component")
        self._init_struct(entity_path=entity_path, component=component)

    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        return cls(value) if isinstance(value, str) else value
