name = input("Enter your name: ")
weight = float(input("Enter your weight in kilograms: "))
height = float(input("Enter your height in metres: "))

bmi = weight / height ** 2
print(bmi)
print(name + ", your BMI is", round(bmi, 1))
if bmi > 0:
    if(bmi<18.5):
        print("You are underweight.")
    elif(bmi<=24.9):
        print("Your weight is normal.")
    elif(bmi<29.9):
        print("You are overweight.")
    else:
        print("Talk to a doctor.")
else:
    print("Enter valid inputs")
