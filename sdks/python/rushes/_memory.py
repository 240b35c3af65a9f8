"""Recordings in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _rushes as bindings

if TYPE_CHECKING:
    from .recording_stream import RecordingStream


class MemoryRecording:
    """What a stream keeps in memory."""

    def __init__(self, storage: bindings.MemoryStorage) -> None:
        self.storage = storage

    def num_msgs(self) -> int:
        """The number of messages, after a flush."""
        return self.storage.num_msgs()

    def drain_as_bytes(self) -> bytes:
        """Takes everything out, after a flush, as a whole RRD stream. What is logged later comes with the next call."""
        return self.storage.drain_as_bytes()


def memory_recording(recording: RecordingStream | None = None) -> MemoryRecording:
    """
    Keeps everything in memory from now on.

    Raises `RuntimeError` without a recording.
    """
    storage = bindings.memory(recording)
    if storage is None:
        raise RuntimeError("No recording was provided or set as current.")
    return MemoryRecording(storage)
