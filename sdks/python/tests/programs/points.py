import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("a", rr.Points3D([1, 2, 3]))
rr.log("b", rr.Points3D([[1, 2, 3], [4, 5, 6]], colors=[[255, 0, 0], [0, 255, 0, 128]], radii=[0.1, rr.Radius.ui_points(3.0)]))
rr.log("c", rr.Points3D(np.arange(12).reshape(4, 3), labels=["a", "b", "c", "d"], show_labels=True, class_ids=[1, 2, 3, 4]))
rr.log("d", rr.Points3D(np.arange(24, dtype=np.float64).reshape(8, 3)[::2, ::-1], keypoint_ids=[1, 2, 3, 4]))
rr.log("e", rr.Points2D((1.5, 2.5), colors=0xFF00FFFF, draw_order=3.0))
rr.log("f", rr.Points2D(np.zeros((3, 1, 2)), colors=np.array([[0.5, 0.25, 1.0]] * 3)))
rr.log("g", rr.Points3D([rr.components.Position3D([1, 2, 3]), rr.components.Position3D([4, 5, 6])]))
rr.log("h", rr.Points3D([], colors=[]))
rr.log("i", rr.Points3D(((1, 2, 3), (3, 4, 5))))
