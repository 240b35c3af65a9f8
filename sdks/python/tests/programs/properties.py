import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.send_property("camera/left", rr.AnyValues(exposure=0.5))
rr.send_property("pose", rr.Points3D([[1, 2, 3]]))
rr.send_recording_name("a name")
rr.send_recording_start_time_nanos(1234567890)
