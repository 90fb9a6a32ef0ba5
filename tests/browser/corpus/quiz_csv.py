import csv

score = 0
with open("quiz_questions.csv", newline="", encoding="utf-8") as file:
    reader = csv.DictReader(file)
    questions = list(reader)

print("Welcome to the quiz!", len(questions), "questions")
name = input("Name? ").title()

for nr, q in enumerate(questions, 1):
    print()
    print("Question", nr, "-", q["question"])
    for letter in "abc":
        print("  ", letter + ")", q[letter])
    answer = input("Answer (a, b or c): ").strip().lower()
    while answer not in ("a", "b", "c"):
        answer = input("Please type a, b or c: ").strip().lower()
    if answer == q["right"]:
        print("Right :-)")
        score += int(q["points"])
    else:
        print("Wrong :-( It was", q["right"] + ")", q[q["right"]])

print()
print(name + ", you have", score, "points.")
with open("scores.csv", "a", newline="") as file:
    csv.writer(file).writerow([name, score])
with open("scores.csv", newline="") as file:
    for row in csv.reader(file):
        print("*".join(row))
