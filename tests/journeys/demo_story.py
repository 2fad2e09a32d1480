"""The demo as its command tells it, for the browser that walks through its pages."""

from twofold.doors.cli.demo import demo

demo()
print("{}")
