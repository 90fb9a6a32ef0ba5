import random
import time

answers = ["It is certain.", "Without a doubt.", "Yes.", "Reply hazy, try again.",
           "Ask again later.", "Don't count on it.", "My reply is no.", "Very doubtful."]

print("  *** MAGIC 8 BALL ***")
while True:
    question = input("Ask me anything (or 'bye'): ")
    if question.lower() == "bye":
        break
    if not question.endswith("?"):
        print("That's not a question...")
        continue
    print("Thinking", end="")
    for i in range(3):
        time.sleep(0.2)
        print(".", end="", flush=True)
    print()
    print(random.choice(answers))
