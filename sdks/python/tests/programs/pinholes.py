import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("c/a", rr.Pinhole(focal_length=500, width=640, height=480))
rr.log("c/b", rr.Pinhole(focal_length=(500, 510), principal_point=(320, 240), resolution=[640, 480]))
rr.log("c/c", rr.Pinhole(image_from_camera=[[500, 0, 320], [0, 510, 240], [0, 0, 1]], width=640, height=480))
rr.log("c/d", rr.Pinhole(fov_y=0.7853982, aspect_ratio=1.7777778, camera_xyz=rr.ViewCoordinates.RUB))
rr.log("c/e", rr.Pinhole(focal_length=3, principal_point=[1, 2], image_plane_distance=2.5, color=[1, 2, 3], line_width=2))
rr.log("c/f", rr.Pinhole(resolution=np.array([64.0, 48.0]), focal_length=[10.0, 20.0]))
