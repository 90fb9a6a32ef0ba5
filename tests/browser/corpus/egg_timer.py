import threading
import time

done = threading.Event()

def ring():
    print("\nRING RING! Your egg is ready.")
    done.set()

t = threading.Timer(0.4, ring)
t.start()
print("The egg is cooking", end="", flush=True)
while not done.is_set():
    print(".", end="", flush=True)
    time.sleep(0.1)
t.join()
print("Bon appetit")
