import matplotlib.pyplot as plt
import pandas as pd

sales = pd.DataFrame({"day": ["Mon", "Tue", "Wed"], "loaves": [41, 37, 52]})
print(sales.describe())
sales.plot.bar(x="day", y="loaves")
plt.show()
