import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

with rr.RecordingStream("interop_app", recording_id="interop", send_properties=False) as rec:
    rec.set_log_time_enabled(False)
    memory = rr.memory_recording()
    rr.log("inside", rr.Scalars(1))
    memory.drain_as_bytes()
rr.log("outside", rr.Scalars(2))
