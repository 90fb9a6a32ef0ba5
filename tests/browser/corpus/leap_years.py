import calendar
while True:
    year = input("Year: ")
    if year == "":
        break
    try:
        year = int(year)
    except ValueError:
        print("?")
        continue
    if year % 4 == 0 and year % 100 != 0 or year % 400 == 0:
        print(year, "is a leap year")
    else:
        print(year, "is not a leap year")
    assert calendar.isleap(year) == (year % 4 == 0 and year % 100 != 0 or year % 400 == 0)
print("Leap years of this century:", [y for y in range(2001, 2101) if calendar.isleap(y)])
