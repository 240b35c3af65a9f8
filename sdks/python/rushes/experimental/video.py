"""The bytes of encoded video."""

from __future__ import annotations

from typing import Any

_START_CODE = b"\x00\x00\x01"


def is_annex_b(sample: bytes) -> bool:
    """Whether the units of a sample begin with start codes, as H.264 and H.265 have them in Annex B."""
    return sample.startswith((_START_CODE, b"\x00" + _START_CODE))


def length_prefixed_to_annex_b(sample: bytes, length_prefix_size: int = 4) -> bytes:
    """Units that begin with their lengths, as MP4 has them, with start codes instead."""
    units = bytearray()
    position = 0
    while position < len(sample):
        body = position + length_prefix_size
        length = int.from_bytes(sample[position:body], "big")
        if body + length > len(sample):
            raise ValueError(f"the unit at byte {position} has {length} bytes, which are not all there")
        units += b"\x00" + _START_CODE + sample[body : body + length]
        position = body + length
    return bytes(units)


def _units(sample: bytes) -> list[bytes]:
    """The first bytes of all units behind start codes."""
    parts = sample.split(_START_CODE)[1:]
    return [part[:2] for part in parts if part]


def _starts_h264(sample: bytes) -> bool:
    types = {unit[0] & 0x1F for unit in _units(sample)}
    return {5, 7} <= types


def _starts_h265(sample: bytes) -> bool:
    types = {unit[0] >> 1 & 0x3F for unit in _units(sample)}
    return 33 in types and any(16 <= kind <= 21 for kind in types)


def _starts_av1(sample: bytes) -> bool:
    """Whether there is a sequence header among the units."""
    position = 0
    while position < len(sample):
        header = sample[position]
        if header >> 3 & 0xF == 1:
            return True
        position += 2 if header & 4 else 1
        if not header & 2:
            return False
        size = shift = 0
        while position < len(sample):
            byte = sample[position]
            position += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        position += size
    return False


def video_detect_gop_start(sample: bytes, codec_fourcc: int) -> bool:
    """Whether decoding can start with this sample; the codec by its four letters, read as a number."""
    codec = codec_fourcc.to_bytes(4, "big").decode("ascii", "replace")
    if codec == "avc1":
        return _starts_h264(sample)
    if codec == "hev1":
        return _starts_h265(sample)
    if codec == "av01":
        return _starts_av1(sample)
    if codec == "vp08":
        return bool(sample) and not sample[0] & 1
    if codec == "vp09":
        return bool(sample) and not sample[0] & 0b100
    raise ValueError(f"{codec!r} is no codec that is known here")


def detect_gop_start(sample: bytes, codec: Any) -> bool:
    """Whether decoding can start with this sample."""
    from ..components import VideoCodec

    return video_detect_gop_start(sample, VideoCodec.auto(codec).value)
