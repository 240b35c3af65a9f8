import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.set_log_tick_enabled(True)
for index in range(5):
    rr.log("a", rr.Scalars(index))
rr.set_log_tick_enabled(False)
rr.set_time("t", sequence=1)
rr.log("a", rr.Scalars(1))
