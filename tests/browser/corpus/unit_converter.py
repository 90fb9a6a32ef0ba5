# UNIT CONVERTER v1.2

def km_to_miles(km): return km * 0.621371
def miles_to_km(m): return m / 0.621371
def c_to_f(c): return c * 9/5 + 32
def f_to_c(f): return (f - 32) * 5/9
def kg_to_lb(kg): return kg * 2.20462
def lb_to_kg(lb): return lb / 2.20462

menu = {
    "1": ("kilometres", "miles", km_to_miles),
    "2": ("miles", "kilometres", miles_to_km),
    "3": ("degrees Celsius", "degrees Fahrenheit", c_to_f),
    "4": ("degrees Fahrenheit", "degrees Celsius", f_to_c),
    "5": ("kilograms", "pounds", kg_to_lb),
    "6": ("pounds", "kilograms", lb_to_kg),
}

again = "y"
while again == "y":
    for key, (a, b, func) in menu.items():
        print(key, "-", a, "->", b)
    choice = input("Your choice: ")
    if choice not in menu:
        print("Sorry, there is no", choice)
    else:
        a, b, func = menu[choice]
        value = float(input("How many %s? " % a))
        print("%.2f %s are %.3f %s" % (value, a, func(value), b))
    again = input("Again (y/n)? ")
