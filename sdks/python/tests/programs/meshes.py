import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("m/a", rr.Mesh3D(vertex_positions=[[0, 0, 0], [1, 0, 0], [0, 1, 0]], triangle_indices=[[0, 1, 2]], vertex_normals=[0, 0, 1], vertex_colors=[[255, 0, 0]] * 3))
rr.log("m/b", rr.Mesh3D(vertex_positions=np.zeros((3, 3)), albedo_texture=np.zeros((2, 2, 3), dtype=np.uint8), vertex_texcoords=[[0, 0], [1, 0], [0, 1]], albedo_factor=[1, 2, 3], face_rendering="front"))
rr.log("asset", rr.Asset3D(contents=b"glb", media_type=rr.components.MediaType.GLB, albedo_factor=0xFF0000FF))
rr.log("video", rr.AssetVideo(contents=b"mp4", media_type="video/mp4"))
rr.log("frame", rr.VideoFrameReference(seconds=1.5, video_reference="/video"))
rr.log("frame2", rr.VideoFrameReference(nanoseconds=5))
rr.log("stream", rr.VideoStream(codec=rr.VideoCodec.H264), static=True)
rr.log("stream", rr.VideoStream.from_fields(sample=b"nal"))
