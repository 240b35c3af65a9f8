import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

import datetime
rr.set_time("a", sequence=np.int32(5))
rr.set_time("b", duration=1.25)
rr.log("x", rr.Scalars(1))
rr.set_time("b", duration=datetime.timedelta(seconds=2, microseconds=5))
rr.set_time("c", timestamp=datetime.datetime(2024, 5, 6, 7, 8, 9, 123457))
rr.log("x", rr.Scalars(2))
rr.set_time("c", timestamp=datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=2))))
rr.set_time("b", duration=np.timedelta64(1500, "ms"))
rr.log("x", rr.Scalars(3))
rr.set_time("c", timestamp=np.datetime64("2024-01-01T00:00:00.123456789"))
rr.disable_timeline("a")
rr.log("x", rr.Scalars(4))
rr.set_time("c", timestamp=1_700_000_000)
rr.set_time("b", duration=3)
rr.log("x", rr.Scalars(5))
rr.set_time("c", timestamp=1_700_000_000.5)
rr.set_time("b", duration=-1.5)
rr.log("x", rr.Scalars(6))
rr.reset_time()
rr.set_time("d", sequence=True)
rr.log("x", rr.Scalars(7))
