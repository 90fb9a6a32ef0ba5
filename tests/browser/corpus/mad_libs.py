"""
   Mad Libs
"""
adj = input("Adjective: ")
noun1 = input("Noun: ")
verb = input("Verb (past tense): ")
noun2 = input("Plural noun: ")
place = input("A place: ")
number = input("A number: ")

story = f"""
Once upon a time there was a {adj} {noun1} who {verb}
all the way to {place}. There were {number} {noun2}
waiting, and every one of them was even more {adj}.
"{noun1.upper()}!" they cried. "Give us your {noun2[:-1]}!"
"""
print(story)
print(story.count(" "), "spaces,", len(story.split()), "words")
