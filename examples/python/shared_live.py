"""
Several processes send one recording to a server, live; a viewer that comes at any time sees it whole.

Start a server, `rushes serve`, or a viewer; then `python shared_live.py rerun+http://127.0.0.1:9876/proxy` has three
processes send to it under one recording id. A second argument is the id of a recording that others write, too, in any
language, here or elsewhere. `python shared_live.py live.rrd` writes what one of them would send.
"""

from __future__ import annotations

import math
import subprocess
import sys
import uuid

import rushes as rr

PRODUCERS = 3


def produce(target: str, recording_id: str, number: int) -> None:
    """What one process does. The others might run on other machines."""
    rec = rr.RecordingStream(
        "shared_live",
        recording_id=recording_id,
        send_properties=number == 0,  # one start time is enough
    )
    if "://" in target:
        rec.connect_grpc(target)
    else:
        rec.save(target)
    rec.log(f"producers/{number}", rr.TextLog("here"))
    for step in range(1000):
        rec.set_time("step", sequence=step)
        rec.log(f"plots/{number}", rr.Scalars(math.sin(step / 50 + number)))
    # The server has it now; if it is `rushes serve --save DIR`, on its disk.
    rec.flush()


def main(target: str, recording_id: str) -> None:
    if "://" not in target:
        return produce(target, recording_id, 0)
    producers = [
        subprocess.Popen([sys.executable, __file__, target, recording_id, str(number)])
        for number in range(PRODUCERS)
    ]
    if any(producer.wait() != 0 for producer in producers):
        sys.exit("a producer has failed")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    where = arguments[0] if arguments else "rerun+http://127.0.0.1:9876/proxy"
    recording = arguments[1] if len(arguments) > 1 else uuid.uuid4().hex
    if len(arguments) > 2:
        produce(where, recording, int(arguments[2]))
    else:
        main(where, recording)
