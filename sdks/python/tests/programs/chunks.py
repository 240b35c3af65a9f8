import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

chunk = rr.chunk.Chunk.from_columns("/c", [rr.TimeColumn("t", sequence=[0, 1])], rr.Scalars.columns(scalars=[1.0, 2.0]))
rr.send_chunks(chunk.with_entity_path("/moved"))
rr.send_chunks([chunk, rr.chunk.Chunk.from_property("p", rr.AnyValues(quality=1))])
