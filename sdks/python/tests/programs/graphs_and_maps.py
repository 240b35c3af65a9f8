import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("nodes", rr.GraphNodes(["a", "b"], positions=[[0, 0], [1, 1]], labels=["A", "B"]))
rr.log("edges", rr.GraphEdges([("a", "b"), ("b", "a")], graph_type="directed"))
rr.log("edges2", rr.GraphEdges([rr.GraphEdge("x", "y")]))
rr.log("geo", rr.GeoPoints(lat_lon=[[59.3, 18.0], [1, 2]], radii=rr.Radius.ui_points(5.0), colors=[255, 0, 0]))
rr.log("geo/lines", rr.GeoLineStrings(lat_lon=[[59.3, 18.0], [59.4, 18.1]], radii=2))
rr.log("geo/many", rr.GeoLineStrings(lat_lon=[[[1, 2], [3, 4]], [[5, 6], [7, 8]]], colors=[0, 0, 255]))
