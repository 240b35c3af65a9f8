import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

gray = np.arange(12, dtype=np.uint8).reshape(3, 4)
rr.log("i/gray", rr.Image(gray))
rr.log("i/rgb", rr.Image(np.dstack([gray, gray, gray])))
rr.log("i/rgba", rr.Image(np.dstack([gray] * 4), opacity=0.5))
rr.log("i/bgr", rr.Image(np.dstack([gray] * 3), color_model="BGR"))
rr.log("i/float", rr.Image(gray.astype(np.float32) / 255))
rr.log("i/u16", rr.Image(gray.astype(np.uint16).T))
rr.log("i/odd", rr.Image(gray.reshape(1, 3, 4, 1)))
rr.log("i/sliced", rr.Image(np.dstack([gray] * 3)[::-1, ::2]))
rr.log("i/nv12", rr.Image(bytes=bytes(6), width=2, height=2, pixel_format=rr.PixelFormat.NV12))
rr.log("i/bytes", rr.Image(bytes=bytes(8), width=2, height=2, color_model="L", datatype=np.uint16))
rr.log("i/bytes2", rr.Image(bytes=gray.tobytes(), width=4, height=3, color_model=rr.ColorModel.L, datatype=rr.ChannelDatatype.U8, draw_order=4))
rr.log("d/a", rr.DepthImage(gray.astype(np.uint16), meter=1000.0, colormap="viridis", depth_range=[0, 10]))
rr.log("d/b", rr.DepthImage(gray.astype(np.float32), point_fill_ratio=0.5))
rr.log("s", rr.SegmentationImage(gray, opacity=0.25, draw_order=1))
rr.log("e/a", rr.EncodedImage(contents=b"abc", media_type="image/jpeg"))
rr.log("e/b", rr.EncodedImage(contents=bytes(range(10)), media_type=rr.components.MediaType.PNG, opacity=1))
rr.log("e/d", rr.EncodedDepthImage(b"xyz", media_type="image/png", meter=1000))
