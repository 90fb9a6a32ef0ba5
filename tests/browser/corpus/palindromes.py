def is_palindrome(s):
    s = "".join(c for c in s.lower() if c.isalnum())
    return s == s[::-1]

def rec(s):
    if len(s) <= 1:
        return True
    return s[0] == s[-1] and rec(s[1:-1])

for i in range(3):
    t = input("Say something: ")
    if is_palindrome(t):
        print("Wow, a palindrome!")
    else:
        print("Backwards that is:", t[::-1])

print([n for n in range(100, 300) if rec(str(n))])
input("\n\nPress the enter key to exit.")
