import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("boxes/a", rr.Boxes3D(half_sizes=[1, 2, 3], fill_mode="solid"))
rr.log("boxes/b", rr.Boxes3D(sizes=[[2, 4, 6]], mins=[[0, 0, 0]], rotations=[rr.Quaternion(xyzw=[0, 0, 0, 1])]))
rr.log("boxes/c", rr.Boxes3D(half_sizes=[[1, 1, 1]], rotations=rr.RotationAxisAngle(axis=[0, 0, 1], degrees=90)))
rr.log("boxes/d", rr.Boxes3D(half_sizes=[[1, 1, 1]], quaternions=[[0, 0, 0, 1]], fill_mode=rr.components.FillMode.DenseWireframe))
rr.log("ellipsoids/a", rr.Ellipsoids3D(radii=[1.0, 2.0]))
rr.log("ellipsoids/b", rr.Ellipsoids3D(half_sizes=[[1, 2, 3]], centers=[1, 1, 1], line_radii=0.1))
rr.log("capsules", rr.Capsules3D(lengths=[1, 2], radii=[0.5], translations=[[0, 0, 0], [1, 0, 0]]))
rr.log("cylinders", rr.Cylinders3D(lengths=2.0, radii=0.5, centers=[0, 0, 1], colors=[1, 2, 3]))
rr.log("arrows", rr.Arrows3D(vectors=np.eye(3), origins=np.zeros((3, 3)), labels=["x", "y", "z"]))
rr.log("lines/one", rr.LineStrips3D([[0, 0, 0], [1, 1, 1]]))
rr.log("lines/many", rr.LineStrips3D([np.zeros((2, 3)), np.ones((4, 3))]))
rr.log("lines/object", rr.LineStrips3D([rr.components.LineStrip3D([[0, 0, 0], [1, 2, 3]])]))
