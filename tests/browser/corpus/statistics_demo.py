import statistics as st

numbers = []
print("Give me numbers, one per line. An empty line ends.")
while True:
    s = input()
    if not s:
        break
    for part in s.replace(",", " ").split():
        numbers.append(float(part))

print("n       ", len(numbers))
print("sum     ", sum(numbers))
print("mean    ", st.mean(numbers))
print("median  ", st.median(numbers))
print("mode    ", st.mode(numbers))
print("stdev   ", round(st.stdev(numbers), 4))
print("variance", round(st.variance(numbers), 4))
print("quartile", st.quantiles(numbers, n=4))
try:
    st.mean([])
except st.StatisticsError as e:
    print("Error:", e)
