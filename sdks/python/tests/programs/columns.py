import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

times = np.arange(0, 10)
rr.send_columns("s", indexes=[rr.TimeColumn("step", sequence=times)], columns=rr.Scalars.columns(scalars=np.sin(times)))
rr.send_columns("s2", [rr.TimeColumn("step", sequence=[3, 1, 2])], rr.Scalars.columns(scalars=[30, 10, 20]))
rr.send_columns("s3", [rr.TimeColumn("step", sequence=[0, 1])], rr.Scalars.columns(scalars=[[1, 2], [3, 4]]))
rr.send_columns("p", [rr.TimeColumn("t", duration=[0.5, 1.5])], rr.Points3D.columns(positions=np.zeros((2, 3, 3)), radii=[1, 2]))
rr.send_columns("p2", [rr.TimeColumn("t", duration=np.array([1, 2], dtype="timedelta64[s]"))], [*rr.Points3D.columns(positions=np.ones((4, 3))).partition([1, 3]), *rr.Points3D.columns(radii=[1, 2])])
rr.send_columns("txt", [rr.TimeColumn("ts", timestamp=np.array(["2024-01-01", "2024-01-02"], dtype="datetime64[D]"))], rr.TextLog.columns(text=["a", "b"], level=["INFO", "WARN"]))
rr.send_columns("static", [], rr.TextDocument.columns(text=["x"]))
rr.send_columns("two", [rr.TimeColumn("a", sequence=[1, 1, 0]), rr.TimeColumn("b", sequence=[2, 1, 5])], rr.Scalars.columns(scalars=[1.0, 2.0, 3.0]))
rr.send_columns("tr", [rr.TimeColumn("a", sequence=[1, 2])], rr.Transform3D.columns(translation=[[1, 2, 3], [4, 5, 6]], quaternion=[[0, 0, 0, 1], [1, 0, 0, 0]]))
rr.send_columns("colors", [rr.TimeColumn("a", sequence=[1, 2])], rr.Points3D.columns(colors=[[255, 0, 0], [0, 255, 0]]))
rr.send_columns("video", [rr.TimeColumn("a", sequence=[1, 2])], rr.VideoFrameReference.columns_nanos([5, 6]))
rr.send_columns("line", [rr.TimeColumn("a", sequence=[1, 2])], rr.LineStrips3D.columns(strips=[[[0, 0, 0], [1, 1, 1]], [[2, 2, 2], [3, 3, 3]]]))
