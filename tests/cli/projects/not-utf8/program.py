print("fine")
name = "André"
