import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("state", rr.StateChange(state="open"))
rr.log("grid", rr.GridMap(data=np.zeros((2, 3), dtype=np.uint8), format=rr.components.ImageFormat(width=3, height=2, color_model="L", channel_datatype="U8"), cell_size=0.5))
rr.log("voxels", rr.VoxelGridMap([[0, 1, -2]], voxel_size=[1, 1, 1]))
rr.log("measure", rr.Measurements([1.0, 2.0]))
rr.log("splats", rr.GaussianSplats3D(centers=[[1, 2, 3]], scales=[[1, 1, 1]], quaternions=[[0, 0, 0, 1]]))
rr.log("schema", rr.McapSchema(id=1, name="n", encoding="e", data=b"d"))
rr.log("channel", rr.McapChannel(id=1, topic="t", message_encoding="e", metadata={"k": "v"}))
rr.log("message", rr.McapMessage(b"data"))
