"""Phrases that short Python programs share: what a link says of its program builds on them.

They are the preset dictionary of format 1 (`_links.py`), likely ones last, as RFC 1950 advises. A
change would make links that are out in the world unreadable: it needs a new format.
"""

WORDS = r'''
 raise NotImplementedError
 yield from  nonlocal  global  lambda  finally:
 AttributeError IndexError ZeroDivisionError FileNotFoundError TypeError KeyError OSError
KeyboardInterrupt
from collections import defaultdict, Counter, deque, namedtuple
from functools import partial, lru_cache, cache
from itertools import product, permutations, combinations, chain, count, cycle
import statistics
import sqlite3
connection = sqlite3.connect("data.db")
cursor = connection.cursor()
connection.execute("CREATE TABLE IF NOT EXISTS  (id INTEGER PRIMARY KEY, name TEXT)")
connection.execute("INSERT INTO  VALUES (?, ?)", (name, value))
connection.execute("SELECT * FROM  WHERE  ORDER BY ").fetchall()
connection.commit()
connection.close()
import requests
response = requests.get("https://www.
.json()
import asyncio
await asyncio.sleep(1)
asyncio.run(main())
async def main():
from pyscript import document, window, when, display, HTML, web, fetch, storage
@when("click", "#button")
document.querySelector("#output").innerText =
element.innerHTML =
from pagelet import
import unittest
class Test(unittest.TestCase):
    def test_(self):
        self.assertEqual(
unittest.main()
import pandas as pd
df = pd.read_csv("data.csv")
df.groupby("name")["value"].mean().sort_values(ascending=False).head(10)
pd.DataFrame({"name": [], "value": []})
df.describe()
import numpy as np
np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
np.linspace(0, 10, 100)
np.random.default_rng().normal(size=100)
np.zeros(( np.arange( np.sin( np.cos( np.pi .shape .reshape( .astype(
import matplotlib.pyplot as plt
fig, ax = plt.subplots(figsize=(8, 4))
ax.set_title(" ax.set_xlabel(" ax.set_ylabel(" ax.plot(x, y, label=" ax.bar( ax.hist( ax.scatter(
ax.legend()
plt.plot(x, y, color="red")
plt.title("
plt.xlabel("
plt.ylabel("
plt.legend()
plt.grid(True)
plt.show()
import pygame
pygame.init()
screen = pygame.display.set_mode((WIDTH, HEIGHT))
pygame.display.set_caption("
clock = pygame.time.Clock()
running = True
while running:
    for event in pygame.event.get():
        if event.type == pygame.QUIT:
            running = False
        elif event.type == pygame.KEYDOWN:
            if event.key == pygame.K_SPACE:
    keys = pygame.key.get_pressed()
    if keys[pygame.K_LEFT]:
    if keys[pygame.K_RIGHT]:
    screen.fill((0, 0, 0))
    pygame.draw.rect(screen, WHITE, pygame.Rect(
    pygame.draw.circle(screen, (255, 255, 255),
    pygame.display.flip()
    clock.tick(60)
pygame.quit()
WIDTH = 800
HEIGHT = 600
def draw():
    screen.clear()
    screen.draw.text("
def update():
def on_key_down(key):
def on_mouse_down(pos):
player = Actor("
import pgzrun
pgzrun.go()
import turtle
from turtle import *
screen = turtle.Screen()
screen.title("
screen.bgcolor("black")
screen.setup(width=600, height=600)
screen.tracer(0)
screen.onkey( screen.onkeypress( screen.onclick( screen.ontimer( screen.listen() screen.update()
screen.mainloop() screen.exitonclick()
t = turtle.Turtle()
pen.hideturtle()
pen.penup()
pen.goto(0, 0)
pen.pendown()
pen.pensize(3)
pen.speed(0)
pen.shape("turtle")
pen.color("blue", "green", "yellow", "orange", "purple", "white", "brown", "pink", "gray")
pen.begin_fill()
pen.end_fill()
pen.circle(50)
pen.dot(10, "red")
pen.setheading(90)
pen.write("", align="center", font=("Arial", 16, "normal"))
    pen.forward(100)
    pen.left(90)
    pen.right(90)
    forward(100)
    left(90)
    right(120)
    turtle.forward( turtle.left( turtle.right( turtle.penup() turtle.pendown() turtle.goto(
turtle.color(" turtle.done()
done()
from __future__ import annotations
from enum import Enum
from abc import ABC, abstractmethod
from datetime import datetime, date, timedelta
datetime.now().strftime("%Y-%m-%d %H:%M:%S")
from typing import Any
from dataclasses import dataclass, field
@dataclass
class Point:
    x: float
    y: float
    name: str
    @property
    @staticmethod
    @classmethod
    def __repr__(self) -> str:
        return f"
    def __str__(self):
    def __len__(self):
    def __eq__(self, other):
    def __init__(self, name, x, y, width, height, value, color):
        super().__init__()
        self.name = name
        self.value = value
        self.items = []
        self.x += self.y -= self.width self.height self.color self.speed self.score self.count
from pathlib import Path
Path("data.txt").read_text(encoding="utf-8").splitlines()
import csv
import json
import sys
import os
import re
import string
with open("data.json", "w", encoding="utf-8") as file:
    json.dump(data, file, indent=2)
with open("data.csv", newline="") as file:
    reader = csv.DictReader(file)
    writer = csv.writer(file)
    for row in reader:
    for line in file:
        line = line.strip().split(",")
    text = file.read()
    file.write(
import math
math.sqrt( math.pi math.sin( math.cos( math.floor( math.radians(
import time
time.sleep(0.1)
time.sleep(1)
start = time.time()
import random
random.seed(
random.shuffle(
random.choice(words)
random.uniform(
random.random()
random.randint(1, 100)
# This program
"""
print("Welcome to the
print("Hello, world!")
print("Please enter a number between 1 and 10.")
print("Goodbye!")
print("You win!")
print("You lose!")
print("Correct!")
print("Wrong!")
print("Sorry, try again.")
print("Thanks for playing! Game over. Your score is
print("-" * 40)
print("Total:", total)
print("The result is", result)
print(" ".join(map(str,
print("\n".join(
print(*numbers, sep=", ", end="")
print(f"{value:.2f}")
print(f"{name:<10}{
print()
input("Press Enter to continue...")
name = input("What is your name? ")
answer = input("Do you want to play again? (y/n) ").strip().lower()
choice = input("Choose: ")
number = int(input("Enter a number: "))
x = float(input("
guess = int(input("Guess a number: "))
    if guess < number:
        print("Too low!")
    elif guess > number:
        print("Too high!")
    try:
        number = int(
    except ValueError:
        print("That is not a number.")
    except Exception as error:
        print(f"Error: {error}")
        raise ValueError("
        if not
            return True
            return False
        if self.
            self.
            print(
            break
            continue
            return None
            pass
        else:
            print("
    elif choice == "2":
    if choice == "1":
    if answer == "
    if x == 0 and y == 0 or
    if n <= 1:
        return n
    if n % 2 == 0:
    if name not in
    if value is not None:
    if len(items) > 0:
    assert
    del
    global
    result = []
    result.append(
    result = {}
    items.append(
    items.remove(
    count += 1
    score += 1
    total +=
    i += 1
    a, b = b, a + b
    return "".join(
    return [
    return sorted(
    return sum(
    return max(
    return min(
    return result
    return total
    return self.
while not done:
while True:
    for x in range(
    for y in range(height):
        for j in range(
    for key, value in data.items():
    for i, item in enumerate(items):
    for a, b in zip(
    for word in words:
    for letter in word:
for i in range(len(
for i in range(1, 11):
for i in range(10):
for n in numbers:
[x for x in range(10) if x % 2 == 0]
sorted(key=lambda item: item[1], reverse=True)
isinstance(value, str)
.append( .extend( .insert( .pop( .get( .keys() .values() .items() .format( .join( .split()
.replace(" .strip() .lower() .upper() .startswith(" .endswith(" .isdigit() .count( .index( .find(
.title() .sort() .copy() .add(
def is_prime(n):
def factorial(n):
def fibonacci(n):
def add(a, b):
def main() -> None:
def main():
    """Return the
if __name__ == "__main__":
    main()
'''
