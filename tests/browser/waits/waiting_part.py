import time

time.sleep(0.01)
answer = input("in a module? ")
