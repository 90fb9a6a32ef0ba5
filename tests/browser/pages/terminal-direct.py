print("gone\nalso gone")
__terminal__.reset()
print("gone later")
__terminal__.clear()
for number in range(3):
    print("printed", number, end=" ")
    __terminal__.write(f"written {number}\r\n")
print("two lines:")
__terminal__.writeln("first")
print("second")
__terminal__.resize(60, 10)
__terminal__.options.fontSize = 20
print(__terminal__.cols, __terminal__.rows, __terminal__.options.fontSize)
