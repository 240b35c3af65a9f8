import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

for path in ["a/b", "/a/b", "a//b", "world/camera\\ 1", ["a b", "c/d", 3, None], ["ü", "x.y"], "a-b_c.d"]:
    rr.log(path, rr.TextLog(str(path)))
rr.log(rr.new_entity_path(["p q", 1.5]), rr.TextLog(rr.escape_entity_path_part("a b/c")))
