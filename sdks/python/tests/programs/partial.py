import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.set_time("t", sequence=0)
rr.log("p", rr.Points3D([[1, 2, 3]], colors=[255, 0, 0], radii=1))
rr.set_time("t", sequence=1)
rr.log("p", rr.Points3D.from_fields(radii=[2]))
rr.log("p", rr.Points3D.from_fields(colors=[0, 255, 0], clear_unset=True))
rr.log("p", rr.Points3D.cleared())
rr.log("q", rr.Transform3D.from_fields(translation=[1, 2, 3]))
rr.log("r", rr.Boxes3D.from_fields(fill_mode="solid", half_sizes=[[1, 1, 1], [2, 2, 2]]))
for name in ["BarChart", "Tensor", "AnnotationContext", "Image", "GraphEdges", "VideoFrameReference", "Mesh3D"]:
    rr.log(f"cleared/{name}", getattr(rr, name).cleared())
