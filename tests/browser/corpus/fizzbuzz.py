n=int(input('how far? '))
i=1
while i<=n:
  if i%15==0: print('FizzBuzz')
  elif i%3==0: print('Fizz')
  elif i%5==0: print('Buzz')
  else: print(i)
  i=i+1
print(*('Fizz'*(not i%3)+'Buzz'*(not i%5) or i for i in range(1,n+1)),sep=',')
