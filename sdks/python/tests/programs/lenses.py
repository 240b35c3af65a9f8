import sys

import pyarrow as pa

import rushes as rr
from rushes.chunk import Chunk, DeriveLens, LazyChunkStream, MutateLens, Selector

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])


def chunk(path, name, values):
    times = rr.TimeColumn("t", sequence=range(len(values)))
    return Chunk.from_columns(path, [times], rr.AnyValues.columns(**{name: values}))


poses = pa.array([{"x": 1.0, "y": 2.0, "z": 3.0, "w": 4.0}, {"x": 5.0, "y": 6.0, "z": 7.0, "w": 8.0}])
nested = pa.array([{"pose": {"x": 1.0}, "names": ["a", "b"], "ns": 10}, {"pose": {"x": None}, "names": [], "ns": 20}])
numbers = pa.array([3, 4], pa.int64())

pose = chunk("/pose", "message", poses)
rr.send_chunks(
    pose.apply_lenses(
        DeriveLens("message")
        .to_translation("x", "y", "z")
        .to_quaternion("x", ".y", "z", "w")
        .to_scale("x", "y", "z")
        .to_rotation_axis_angle("x", "y", "z", "w")
        .to_scalars("x", "y")
    )
)
rr.send_chunks(pose.with_entity_path("/one").apply_lenses([DeriveLens("message", output_entity="/x").to_scalars("x")]))
floats = DeriveLens("message").to_component(rr.ComponentDescriptor("x"), ".x", cast_to=pa.float32())
pair = DeriveLens("message").to_packed_component("pair", "z", "w", cast_to=None)
rr.send_chunks(pose.with_entity_path("/both").apply_lenses([floats, pair]))

message = chunk("/nested", "message", nested)
scattered = DeriveLens("message", output_entity="/names", scatter=True).to_component("name", ".names[]")
timed = DeriveLens("message").to_component("x", ".pose.x!").to_timeline("stamp", "timestamp_ns", ".ns")
rr.send_chunks(message.apply_lenses([scattered]))
rr.send_chunks(message.with_entity_path("/timed").apply_lenses(timed))
rr.send_chunks(message.with_entity_path("/selected").apply_selector("message", ".names | map(string_prefix(\"n/\"))"))

number = chunk("/number", "value", numbers)
doubled = Selector(".").pipe(lambda values: pa.array([2 * value.as_py() for value in values], pa.int64()))
rr.send_chunks(number.with_entity_path("/piped").apply_lenses(MutateLens("value", doubled)))
stream = LazyChunkStream.from_iter([number, chunk("/other", "value", numbers), chunk("/text", "word", pa.array(["a", "b"]))])
rr.send_chunks(stream.lenses(DeriveLens("value").to_component("copy", "."), output_mode="forward_all", content=["/**", "- /other"]))
