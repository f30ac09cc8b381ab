"""Follows the event feed of CSSS and prints each event once. Standard library only.

    CSSS_CLIENT_ID=… CSSS_CLIENT_SECRET=… python3 subscriber.py

Its place is kept in a file (CSSS_POSITION), written after an event is dealt with: killed in between, it sees that event again. What must
not happen twice is told apart by the event's id.
"""
import http.client
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

GATEWAY = os.environ.get("CSSS_URL", "http://localhost:8000").rstrip("/")
POSITION = os.environ.get("CSSS_POSITION", "position")


def token():
    form = {"grant_type": "client_credentials", "client_id": os.environ["CSSS_CLIENT_ID"], "client_secret": os.environ["CSSS_CLIENT_SECRET"], "scope": "events:read"}
    with urllib.request.urlopen(f"{GATEWAY}/connect/token", urllib.parse.urlencode(form).encode(), timeout=60) as answer:
        return json.load(answer)["access_token"]


def page(after, bearer):
    request = urllib.request.Request(f"{GATEWAY}/events?after={after}&limit=100&wait=20", headers={"Authorization": f"Bearer {bearer}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def keep(position):
    with open(POSITION + ".new", "w") as file:
        file.write(str(position))
    os.replace(POSITION + ".new", POSITION)


def handle(event):
    print(int(event["sequence"]), event["type"], event["subject"], flush=True)


after = int(open(POSITION).read()) if os.path.exists(POSITION) else 0
bearer = None
while True:
    try:
        bearer = bearer or token()
        for event in page(after, bearer)["items"]:
            handle(event)
            after = int(event["sequence"])
            keep(after)
    except urllib.error.HTTPError as error:
        if error.code == 401 and bearer:  # the token lives for minutes
            bearer = None
        elif error.code == 410:  # away for longer than the log is kept
            after = json.load(error)["oldest"] - 1
        elif error.code < 500 and error.code != 429:
            raise
        time.sleep(1)
    except (OSError, ValueError, http.client.HTTPException):  # the network, or a restart at the other end
        time.sleep(1)
