import calendar

year = int(input("Year? "))
month = input("Month (1-12, empty for the whole year)? ")

cal = calendar.TextCalendar(calendar.MONDAY)
if month:
    month = int(month)
    print(cal.formatmonth(year, month))
    first, days = calendar.monthrange(year, month)
    print(calendar.month_name[month], "begins on a", calendar.day_name[first], "and has", days, "days")
    print("Fridays:", [week[4] for week in calendar.monthcalendar(year, month) if week[4]])
else:
    print(cal.formatyear(year, w=2, l=1, c=4, m=3))
for m in range(1, 13):
    if calendar.weekday(year, m, 13) == calendar.FRIDAY:
        print("Friday the 13th:", calendar.month_name[m], year)
