import asyncio

await asyncio.sleep(0)
shared.append(__name__)
print("three")
