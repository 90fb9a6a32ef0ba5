"""Several at a time wait, and none of them keeps another from going on."""

import concurrent.futures
import queue
import threading
import time

order = []


def work(name, seconds):
    time.sleep(seconds)
    order.append(name)


def ask(name):
    time.sleep(0.01)
    order.append(f"{name}: {input(f'{name}? ')}")


for target, name in ((work, "slow"), (ask, "asking")):
    thread = threading.Thread(target=target, args=[name, 0.3] if target is work else [name])
    thread.start()
    thread.join()
threads = [threading.Thread(target=work, args=[n, n / 10]) for n in (3, 1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(order)
timer = threading.Timer(0.01, ask, ["timer"])
timer.start()
timer.join()
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    print(list(pool.map(lambda n: (time.sleep(n / 20), n)[1], [2, 1])), pool.submit(ask, "pool").result())
line = queue.Queue()
threading.Thread(target=lambda: line.put(input("in the queue? "))).start()
print(line.get(timeout=30))
ready = threading.Event()
threading.Thread(target=lambda: (time.sleep(0.01), ready.set())).start()
print(ready.wait(30), threading.Event().wait(0.01))
print(order[-2:])
