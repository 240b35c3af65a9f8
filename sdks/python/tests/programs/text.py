import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("log", rr.TextLog("hello", level="INFO"))
rr.log("log", rr.TextLog("warn", level=rr.TextLogLevel.WARN, color=[255, 0, 0]))
rr.log("log", rr.TextLog("äöü \N{SNOWMAN}"))
rr.log("doc", rr.TextDocument("# Title", media_type=rr.MediaType.MARKDOWN))
rr.log("doc/plain", rr.TextDocument("plain", media_type="text/plain"))
rr.log("doc/cleared", rr.TextDocument.cleared())
