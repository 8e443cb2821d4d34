"""Which browser it is, in words a colleague knows: no version, nothing that tells people apart."""

BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("MicroMessenger", "WeChat"),
    ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
MACHINES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_of(agent: str) -> str:
    """`Firefox, Windows`; empty when the browser does not say what it is."""
    found = [next((name for mark, name in marks if mark in agent), "") for marks in (BROWSERS, MACHINES)]
    return ", ".join(filter(None, found))
