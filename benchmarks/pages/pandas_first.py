import pandas as pd
from pyscript import display

sales = pd.DataFrame({"day": ["Mon", "Tue", "Mon"], "word": ["hello", "and", "world"]})
display(" ".join(sales.groupby("day")["word"].agg(" ".join)))
