import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("a", rr.AnyValues(x=1, y=2.5, z="text", w=[1, 2, 3], v=np.arange(3, dtype=np.uint8), b=b"bytes", t=True, s=["a", "b"]))
rr.log("b", rr.AnyValues(np_scalar=np.float32(1.5), nested=[[1, 2], [3]], names=np.array(["x", "y"]), blobs=[b"a", b"b"]))
rr.log("c", rr.AnyValues(maybe=None, there=1))
rr.log("c", rr.AnyValues(there=None, other=2))
rr.log("d", rr.DynamicArchetype("my.Arch", components={"x": 1.0, "y": [1, 2]}).with_component_override("z", "my.Type", 3))
rr.log("e", rr.AnyValues(zz=1).with_component_override("c", "my.Color", [1, 2, 3]).with_component_from_data("f", 4))
rr.log("f", rr.Points3D([[1, 2, 3]]), rr.AnyValues(confidence=[0.5]))
rr.set_time("t", sequence=0)
rr.send_columns("g", [rr.TimeColumn("t", sequence=[0, 1])], rr.AnyValues.columns(v1=[1, 2], v2=[[1], [2, 3]], v3=["a", "b"], v4=np.array([1.5, 2.5])))
rr.send_columns("h", [rr.TimeColumn("t", sequence=[0, 1])], rr.DynamicArchetype.columns("my.B", components={"x": [1, 2]}))
