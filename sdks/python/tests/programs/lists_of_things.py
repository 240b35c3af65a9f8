import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("a", rr.Points3D([np.array([1, 2, 3]), np.array([4, 5, 6])]))
rr.log("b", rr.Points3D([(1, 2, 3)], labels=[rr.encodings.Utf8("x")]))
rr.log("c", rr.Points3D([[1, 2, 3]], labels="one", radii=np.float32(2)))
rr.log("d", rr.Scalars(rr.components.Scalar(3.5)))
rr.log("e", rr.Scalars([rr.components.Scalar(3.5), rr.components.Scalar(4)]))
rr.log("g", rr.TextLog(rr.components.Text("wrapped")))
rr.log("h", rr.Boxes3D(half_sizes=[[1, 1, 1]], fill_mode=3))
rr.log("i", rr.Points3D([[1, 2, 3]], labels=[1, 2.5]))
rr.log("j", rr.Transform3D(translation=(1, 2, 3), relation="childfromparent"))
