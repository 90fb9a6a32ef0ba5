from pyscript import display

print("from a file")
display("shown", "twice")
