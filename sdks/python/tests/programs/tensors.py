import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("t/a", rr.Tensor(np.arange(24, dtype=np.float32).reshape(2, 3, 4), dim_names=("a", "b", "c")))
rr.log("t/b", rr.Tensor(np.zeros((2, 2), dtype=np.int64), value_range=[0, 1]))
rr.log("t/c", rr.Tensor(rr.TensorData(array=np.ones((1, 2)), dim_names=["h", "w"])))
rr.log("t/d", rr.Tensor([[1, 2], [3, 4]]))
rr.log("bar/a", rr.BarChart([8, 4, 0, 9]))
rr.log("bar/b", rr.BarChart(np.array([1.5, 2.5]), color=[1, 2, 3]))
rr.log("t/e", rr.Tensor(np.arange(6, dtype=np.uint16).reshape(2, 3).T))
