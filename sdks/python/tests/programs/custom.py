import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

class Custom:
    def as_component_batches(self):
        return [
            rr.components.Position3DBatch([1, 2, 3]).described(rr.ComponentDescriptor("Custom:pos", archetype="Custom", component_type="rerun.components.Position3D")),
            rr.DescribedComponentBatch(rr.components.RadiusBatch([1.5]), rr.ComponentDescriptor("r")),
        ]
rr.log("custom", Custom())
rr.log("list", Custom().as_component_batches())
rr.log("both", rr.Points3D([[1, 2, 3]]), Custom())
rr.send_columns("col", [rr.TimeColumn("t", sequence=[0, 1])], [rr.ComponentColumn(rr.ComponentDescriptor("r"), rr.components.RadiusBatch([1, 2, 3]), lengths=[1, 2])])
