import time
while True:
    print(time.strftime("%H:%M:%S"), end="\r")
    time.sleep(1)
