"""A quiz about the planets. The questions stand in questions.json."""

import json
import random
import time


def load_questions():
    with open("questions.json", encoding="utf-8") as file:
        return json.load(file)


def ask_for_number(highest):
    """Ask until the answer is a number from 1 to `highest`."""
    while True:
        answer = input(f"Your answer (1-{highest}): ")
        if answer.strip().isdecimal() and 1 <= int(answer) <= highest:
            return int(answer)
        print(f"Please type a number from 1 to {highest}.")


def ask(question):
    """Ask one question and return whether the answer was right."""
    print(question["question"])
    answers = [question["answer"], *question["wrong"]]
    random.shuffle(answers)
    for number, text in enumerate(answers, start=1):
        print(f"  {number}. {text}")

    chosen = answers[ask_for_number(len(answers)) - 1]
    is_right = chosen == question["answer"]
    if is_right:
        print("Right!")
    else:
        print(f"Sorry, it is: {question['answer']}.")
    print(question["why"])
    return is_right


def main():
    questions = load_questions()
    random.shuffle(questions)
    name = input("What is your name? ").strip() or "Stranger"
    print(f"Hello, {name}! Here are {len(questions)} questions about the planets.")

    score = 0
    for number, question in enumerate(questions, start=1):
        print()
        print(f"--- Question {number} of {len(questions)} ---")
        if ask(question):
            score += 1
        time.sleep(0.5)

    print()
    stars = "★" * score + "☆" * (len(questions) - score)
    print(f"You have {score} of {len(questions)} points, {name}. {stars}")
    if score == len(questions):
        print("Perfect!")


main()
