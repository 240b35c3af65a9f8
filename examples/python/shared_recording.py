"""One recording from several processes: each writes its own file, and all files are the one recording."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

import rushes as rr

APPLICATION = "shared_recording"


@rr.shutdown_at_exit
def work(folder: Path, number: int) -> None:
    """What each process does. The recording's id is the same in all of them."""
    rr.init(APPLICATION)
    rr.save(folder / f"worker_{number}.rrd")
    for step in range(100):
        rr.set_time("step", sequence=step)
        rr.log(f"worker/{number}", rr.Scalars(step * number))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rr.init(APPLICATION)
    rr.save(folder / "main.rrd")
    rr.log("log", rr.TextLog("starting the workers", level="INFO"))
    workers = [multiprocessing.Process(target=work, args=(folder, number)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    rr.log("log", rr.TextLog("all workers have ended", level="INFO"))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "shared_recording"))
