"""What `ChannelMessageCounts` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class ChannelMessageCountsExt:
    def __init__(self: Any, counts: dict[int, int]) -> None:
        """The number of messages for each channel."""
        from ..encodings import ChannelCountPair

        self._init_list([ChannelCountPair(channel, count) for channel, count in counts.items()])

    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        return cls(value) if isinstance(value, dict) else value
