import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("a", rr.Scalars(1), static=True)
rr.log("b", rr.Scalars(2))
rr.set_time("t", sequence=1)
rr.log("a", rr.Scalars(3))
rr.log("b", rr.Clear(recursive=True))
rr.log("c", rr.Clear.flat())
rr.log("d", rr.Clear.recursive())
