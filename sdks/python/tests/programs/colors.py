import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

for index, colors in enumerate(
    [
        0xFF8000FF,
        [0xFF0000FF, 0x00FF00FF],
        [255, 128, 0],
        [255, 128, 0, 64],
        (1.0, 0.5, 0.0),
        np.array([1.0, 0.5, 0.0]),
        np.array([1.0, 0.5, 0.0, 0.25], dtype=np.float32),
        [1, 0, 0],
        [[255, 0, 0], [0, 255, 0]],
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]],
        np.array([[10, 20, 30], [40, 50, 60]], dtype=np.uint8),
        np.array([[10, 20, 30, 40]], dtype=np.uint8),
        np.array([0x01020304, 0x05060708], dtype=np.uint32),
        np.array([1, 2, 3, 4, 5, 6, 7, 8], dtype=np.uint8),
        rr.encodings.Rgba32([1, 2, 3]),
        [rr.components.Color([1, 2, 3]), rr.components.Color(0x0A0B0C0D)],
        [],
        [(255, 0, 0), (0, 0, 255)],
        ((1, 2, 3, 4), (5, 6, 7, 8)),
        np.zeros((3, 4)),
        np.array([[300, 20, 30]]),
    ]
):
    rr.log(f"colors/{index}", rr.Points3D([[0, 0, 0]], colors=colors))
