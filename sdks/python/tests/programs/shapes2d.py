import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("boxes/half", rr.Boxes2D(half_sizes=[[1, 2], [3, 4]], centers=[[0, 0], [10, 10]], labels=["a", "b"]))
rr.log("boxes/sizes", rr.Boxes2D(sizes=[2, 4], mins=[1, 1], colors=[0, 255, 0]))
for name in ("XYWH", "XYXY", "XCYCWH", "XCYCW2H2"):
    rr.log(f"boxes/{name}", rr.Boxes2D(array=[[1, 2, 10, 20], [3, 4, 30, 40]], array_format=rr.Box2DFormat(name)))
rr.log("boxes/one", rr.Boxes2D(array=[1, 2, 10, 20], array_format=rr.Box2DFormat.XYWH))
rr.log("arrows", rr.Arrows2D(vectors=[[1, 0], [0, 1]], origins=[[0, 0]], radii=0.1, draw_order=2))
rr.log("lines/one", rr.LineStrips2D([[0, 0], [1, 1], [2, 0]]))
rr.log("lines/many", rr.LineStrips2D([[[0, 0], [1, 1]], [[2, 2], [3, 3], [4, 4]]], colors=[[255, 0, 0], [0, 0, 255]], radii=[0.1, 0.2]))
rr.log("lines/array", rr.LineStrips2D(np.arange(12).reshape(2, 3, 2)))
rr.log("ellipses", rr.Ellipses2D(half_sizes=[[1, 2]], centers=[[3, 4]], line_radii=0.5))
