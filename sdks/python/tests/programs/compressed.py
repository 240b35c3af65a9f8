import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

image = (np.arange(64 * 64 * 3) % 251).astype(np.uint8).reshape(64, 64, 3)
rr.log("jpeg", rr.Image(image).compress(jpeg_quality=80))
rr.log("jpeg/gray", rr.Image(image[:, :, 0], opacity=0.5).compress())
rr.log("jpeg/bgr", rr.Image(image, "BGR").compress())
rr.log("png", rr.DepthImage(image[:, :, 0].astype(np.uint16) * 100, meter=1000).compress())
