MORSE = {'A':'.-','B':'-...','C':'-.-.','D':'-..','E':'.','F':'..-.','G':'--.','H':'....',
'I':'..','J':'.---','K':'-.-','L':'.-..','M':'--','N':'-.','O':'---','P':'.--.','Q':'--.-',
'R':'.-.','S':'...','T':'-','U':'..-','V':'...-','W':'.--','X':'-..-','Y':'-.--','Z':'--..',
'1':'.----','2':'..---','3':'...--','4':'....-','5':'.....','6':'-....','7':'--...','8':'---..',
'9':'----.','0':'-----',' ':'/'}
BACK = dict(zip(MORSE.values(), MORSE.keys()))

while True:
    text = input("Text or morse (q to quit): ")
    if text == "q":
        break
    if set(text) <= set(".-/ "):
        try:
            print("".join(BACK[code] for code in text.split()))
        except KeyError as e:
            print("There is no morse code", e)
    else:
        out = []
        for ch in text.upper():
            if ch in MORSE:
                out.append(MORSE[ch])
            else:
                print("(leaving out", repr(ch) + ")")
        print(" ".join(out), "\a")
