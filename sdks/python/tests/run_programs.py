"""
Runs programs under one SDK, each as if it were run alone: `run_programs.py MODULE FOLDER PROGRAM...`.

With the URL of a server instead of a folder, they send to that.
"""

import sys
import traceback
import warnings
from importlib import import_module
from pathlib import Path


def main(module: str, folder: str, programs: list[str]) -> None:
    sdk = import_module(module)
    warnings.simplefilter("ignore")
    for program in programs:
        text = Path(program).read_text().replace("import rushes as", f"import {module} as")
        text = text.replace("from rushes.", f"from {module}.")
        if "://" in folder:
            text = text.replace("rr.save(sys.argv[1])", "rr.connect_grpc(sys.argv[1])")
            sys.argv = [program, folder]
        else:
            sys.argv = [program, str(Path(folder, f"{Path(program).stem}.rrd"))]
        try:
            exec(compile(text, program, "exec"), {"__name__": "__main__"})
        except Exception:
            traceback.print_exc()
            print(f"FAILED {program}", file=sys.stderr)
        sdk.reset_time()
        sdk.disconnect()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
