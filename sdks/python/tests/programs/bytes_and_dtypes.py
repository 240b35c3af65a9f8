import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

for dtype in (np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64, np.float16, np.float32, np.float64, np.bool_):
    array = np.array([[0, 1, 1], [1, 0, 1]], dtype=dtype)
    rr.log(f"points/{np.dtype(dtype).name}", rr.Points3D(array))
    rr.log(f"scalars/{np.dtype(dtype).name}", rr.Scalars(array[0]))
    rr.log(f"tensor/{np.dtype(dtype).name}", rr.Tensor(array if dtype != np.bool_ else array.astype(np.uint8)))
rr.log("big", rr.Points3D(np.array([[1, 2, 3]], dtype=">f4")))
rr.log("fortran", rr.Points3D(np.asfortranarray(np.arange(6.0).reshape(2, 3))))
rr.log("ids", rr.Points3D([[1, 2, 3]], class_ids=np.array([7], dtype=np.int64)))
