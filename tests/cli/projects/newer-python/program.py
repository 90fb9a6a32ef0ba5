import helper
from missing import something

try:
    print(open("data.csv").read(), helper)
except OSError, ValueError:
    print("f"" nested {"quotes"}")
