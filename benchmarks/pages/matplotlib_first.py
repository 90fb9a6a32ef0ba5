import matplotlib.pyplot as plt
from pyscript import display

figure, axes = plt.subplots()
axes.bar(["Mon", "Tue", "Wed"], [41, 37, 52])
display(figure)
display("hello world")
