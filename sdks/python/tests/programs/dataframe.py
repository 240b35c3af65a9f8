import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

import pyarrow as pa
table = pa.table({"step": pa.array([0, 1, 2]), "/robot:value": pa.array([1.0, 2.0, 3.0]), "plain": pa.array(["a", "b", "c"])})
rr.send_dataframe(table, index="step")
rr.send_record_batch(table.to_batches()[0], index="step", entity_path="/other")
rr.send_record_batch(pa.record_batch({"x": pa.array([[1, 2]])}), index=None, entity_path="/static")
