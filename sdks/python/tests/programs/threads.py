import sys

import numpy as np

import rushes as rr

rr.init("interop_app", recording_id="interop", send_properties=False)
rr.set_log_time_enabled(False)
rr.save(sys.argv[1])

import threading
def work(number):
    rr.set_time("thread", sequence=number)
    for index in range(20):
        rr.set_time("index", sequence=index)
        rr.log(f"threads/{number}", rr.Scalars(index))
workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
