VALUE = "remote"
