import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("a", rr.AnnotationContext([(1, "red", (255, 0, 0)), (2, "green"), 3]), static=True)
rr.log("b", rr.AnnotationContext([rr.AnnotationInfo(id=1, label="x", color=[0, 255, 0])]), static=True)
rr.log("c", rr.AnnotationContext(rr.ClassDescription(info=rr.AnnotationInfo(id=0, label="person"), keypoint_annotations=[(1, "nose"), 2], keypoint_connections=[(1, 2)])), static=True)
rr.log("d", rr.AnnotationContext([rr.ClassDescription(info=5), rr.ClassDescription(info=(6, "six"))]), static=True)
