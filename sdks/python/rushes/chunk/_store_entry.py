"""Which recordings a file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .. import _rushes


class StoreEntry:
    """A recording, or a blueprint, in a file."""

    def __init__(self, internal: _rushes.NativeStoreEntry) -> None:
        self._native = internal

    @property
    def kind(self) -> str:
        """`recording` or `blueprint`."""
        return self._native.kind

    @property
    def application_id(self) -> str:
        """The id of the application."""
        return self._native.application_id

    @property
    def recording_id(self) -> str:
        """The id of the recording."""
        return self._native.recording_id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoreEntry) and self._native == other._native

    def __hash__(self) -> int:
        return hash(self._native)

    def __repr__(self) -> str:
        return (
            f"StoreEntry(kind={self.kind!r}, application_id={self.application_id!r}, "
            f"recording_id={self.recording_id!r})"
        )
