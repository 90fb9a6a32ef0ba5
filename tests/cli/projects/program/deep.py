def capitalise(text):
    return text.capitalize()
