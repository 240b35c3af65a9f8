import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

import logging
logger = logging.getLogger("interop")
logger.propagate = False
logger.setLevel(logging.DEBUG)
handler = rr.LoggingHandler("logs")
logger.addHandler(handler)
logger.info("hello %s", "you")
logger.warning("careful")
logger.log(5, "deep")
logger.removeHandler(handler)
