import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

for step in range(50):
    rr.set_time("step", sequence=step)
    rr.log("plot/sin", rr.Scalars(np.sin(step / 10)))
    rr.log("plot/many", rr.Scalars([step, step * 2.5]))
rr.log("plot/sin", rr.SeriesLines(colors=[255, 0, 0], names="sin", widths=2), static=True)
rr.log("plot/many", rr.SeriesPoints(markers=["Cross", "plus"], marker_sizes=4.0), static=True)
