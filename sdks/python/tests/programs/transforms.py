import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

rr.log("t/a", rr.Transform3D(translation=[1, 2, 3]))
rr.log("t/b", rr.Transform3D(rotation=rr.Quaternion(xyzw=[0, 0, 0.7071, 0.7071]), scale=2.0))
rr.log("t/c", rr.Transform3D(rotation=rr.RotationAxisAngle(axis=[0, 1, 0], angle=rr.Angle(deg=45)), scale=[1, 2, 3]))
rr.log("t/d", rr.Transform3D(mat3x3=[[1, 2, 3], [4, 5, 6], [7, 8, 9]], relation=rr.TransformRelation.ChildFromParent))
rr.log("t/e", rr.Transform3D(mat3x3=np.arange(9), parent_frame="p", child_frame="c"))
rr.log("t/f", rr.Transform3D(rotation_axis_angle=rr.RotationAxisAngle([1, 0, 0], radians=1.5), quaternion=rr.Quaternion(xyzw=np.array([0, 0, 0, 1]))))
rr.log("t/g", rr.Transform3D())
rr.log("t/h", rr.Transform3D.from_fields(scale=[1, 1, 1], clear_unset=True))
rr.log("axes", rr.TransformAxes3D(0.5))
rr.log("poses", rr.InstancePoses3D(translations=[[1, 2, 3], [4, 5, 6]], quaternions=[rr.Quaternion(xyzw=[0, 0, 0, 1])], scales=[[1, 1, 1]]))
rr.log("view", rr.ViewCoordinates.RIGHT_HAND_Z_UP, static=True)
rr.log("view2", rr.ViewCoordinates(xyz=[3, 2, 5]), static=True)
rr.log("frame", rr.CoordinateFrame("base"))
