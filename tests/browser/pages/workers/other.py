import sys

sys.path.insert(0, "lib")
import crunched
from pyscript import config

print("other", crunched.add(2, 2), config["own"], "page" in globals())
