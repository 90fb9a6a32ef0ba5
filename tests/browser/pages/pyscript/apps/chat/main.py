import json
from urllib.parse import parse_qs

from pyscript import WebSocket, when, window
from pyscript.web import li, page

address = parse_qs(window.location.search[1:])["server"][0]


def onopen(event):
    page["#state"].textContent = "open"


def onmessage(event):
    if event.data == "bye":
        return
    message = json.loads(event.data)
    page["#log"].append(li(f"{message['from']}: {message['text']}"))


def onclose(event):
    page["#state"].textContent = f"closed {event.code}"


ws = WebSocket(url=address, onopen=onopen, onmessage=onmessage)
ws.onclose = onclose


@when("submit", "#say")
def say(event):
    event.preventDefault()
    text = page["#text"].value
    page["#text"].value = ""
    if text == "bye":
        ws.send(text)
    else:
        ws.send(json.dumps({"from": "me", "text": text}))
