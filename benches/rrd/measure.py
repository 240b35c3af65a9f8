"""Runs one command and prints what it cost, as one line of JSON.

    python -I -S measure.py -- COMMAND [ARGUMENT]...

`seconds` is wall time, `max_rss_kib` the peak resident memory of the command or of its largest descendant, `exit` its
exit code. Its output is thrown away, apart from the end of its standard error. Pending writes of earlier commands are
flushed first, outside of the measurement.

Linux counts the memory of the process that starts a command as the command's own. So this one imports next to nothing:
a peak below about 9 MiB is shown as that.
"""

import os
import sys
import time


def main() -> None:
    if len(sys.argv) < 3 or sys.argv[1] != "--":
        sys.exit(__doc__)
    stderr = os.memfd_create("stderr")
    null = os.open(os.devnull, os.O_RDWR)
    redirect = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, stderr, 2)]
    os.sync()
    start = time.perf_counter()
    process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ, file_actions=redirect)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start

    import json

    os.lseek(stderr, max(0, os.fstat(stderr).st_size - 4000), os.SEEK_SET)
    result = {
        "seconds": seconds,
        "max_rss_kib": usage.ru_maxrss,
        "exit": os.waitstatus_to_exitcode(status),
        "stderr": os.read(stderr, 4000).decode(errors="replace"),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
