"""Read an e-mail in a process of its own: its headers, its words, and what is attached.

Runs alone: the e-mail on standard input, an empty folder as its argument. It writes the attachments as files 0, 1, ...
and `told.json`. Nothing is fetched, nothing is run; of an HTML part only the words are kept. Exit codes: 0 read, 2 no
e-mail that can be read.
"""

import email.policy
import json
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path

MEMORY = 1024**3  # bytes of address space
SECONDS = 10  # of processor time
LARGEST_FILE = 64 * 1024**2
MOST_PARTS = 40  # attachments unpacked; the others stay in the e-mail
MOST_TEXT = 400_000  # characters
YEARS = range(1970, 2101)  # in which a mail can have been sent
READ, NO_MAIL = 0, 2
HEADERS = ("From", "Reply-To", "To", "Cc", "Subject")
UNSEEN = {"script", "style", "head", "title", "noscript", "template", "object", "iframe", "svg", "math"}
BREAKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr", "ul", "ol"}


class _Words(HTMLParser):
    """The words of an HTML part, without anything that could be loaded or run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen.append(tag)
        elif tag in {"td", "th"}:
            self.kept.append("\t")
        elif tag in BREAKS:
            self.kept.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            while self.unseen and self.unseen.pop() != tag:
                pass
        elif tag in BREAKS - {"br", "hr"}:
            self.kept.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.kept.append(" ".join(data.split()) and data.replace("\r", "").replace("\n", " "))


def words_of_html(source: str) -> str:
    """The words of a page: no scripts, no addresses, no pictures."""
    reader = _Words()
    reader.feed(source)
    reader.close()
    lines = [" ".join(line.replace("\t", " \t ").split(" ")).strip() for line in "".join(reader.kept).split("\n")]
    return "\n".join(_single_blanks(lines)).strip()


def _single_blanks(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if line or (number and lines[number - 1]):
            yield line


def main() -> int:
    """Read, and write down what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    try:
        mail = BytesParser(EmailMessage, policy=email.policy.default).parse(sys.stdin.buffer)
        _write(mail, Path(sys.argv[1]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError):
        return NO_MAIL
    return READ


def _write(mail: EmailMessage, folder: Path) -> None:
    leaves = list(_leaves(mail))
    body = _body(leaves)
    attached = [part for part in leaves if part is not body and not _alternative(part, body)]
    parts: list[dict[str, object]] = []
    for part in attached[:MOST_PARTS]:
        content = _content(part)
        (folder / str(len(parts))).write_bytes(content)
        parts.append({"name": _name(part, len(parts) + 1), "size": len(content)})
    text = _text(body) if body is not None else ""
    told = {
        "headers": {name.lower(): _header(mail, name) for name in HEADERS},
        "date": _date(mail),
        "text": text if len(text) <= MOST_TEXT else "",
        "text_too_long": len(text) > MOST_TEXT,
        "parts": parts,
        "left": len(attached) - len(parts),
    }
    (folder / "told.json").write_text(json.dumps(told))


def _leaves(mail: EmailMessage) -> Iterator[EmailMessage]:
    """Every part that is no bag of parts; a mail inside the mail is one part, to be read by itself."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_maintype()
        payload = part.get_payload()
        if kind == "multipart" and isinstance(payload, list):
            waiting.extend(reversed([each for each in payload if isinstance(each, EmailMessage)]))
        elif kind != "multipart":
            yield part


def _body(leaves: list[EmailMessage]) -> EmailMessage | None:
    said = [part for part in leaves if part.get_content_disposition() != "attachment" and not part.get_filename()]
    plain = [part for part in said if part.get_content_type() == "text/plain" and _text(part).strip()]
    pages = [part for part in said if part.get_content_type() == "text/html"]
    return next(iter([*plain, *pages]), None)


def _alternative(part: EmailMessage, body: EmailMessage | None) -> bool:
    """Whether it says the same as the body in another form, or says nothing: an HTML twin, an empty part."""
    if part.get_filename() or part.get_content_disposition() == "attachment":
        return False
    twin = body is not None and part.get_content_type() in {"text/html", "text/plain"}
    return twin or (part.get_content_maintype() == "text" and not _content(part).strip())


def _content(part: EmailMessage) -> bytes:
    if part.get_content_maintype() == "message":
        inside = part.get_payload()
        if isinstance(inside, list) and inside:
            with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
                return bytes(inside[0].as_bytes(policy=email.policy.compat32))  # type: ignore[union-attr]
        return b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: EmailMessage) -> str:
    content = _content(part)
    try:
        text = content.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    return words_of_html(text) if part.get_content_type() == "text/html" else text.replace("\r\n", "\n").strip()


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name) or "").split())[:2000]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""


def _date(mail: EmailMessage) -> str:
    """When the mail says it was sent; nothing where it says no day on which mails are sent."""
    try:
        said = parsedate_to_datetime(str(mail.get("Date")))
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return ""
    return said.isoformat() if said.year in YEARS else ""


def _name(part: EmailMessage, number: int) -> str:
    try:
        named = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):
        named = None
    if named:
        return str(named)[:1000]
    return f"{number}.eml" if part.get_content_maintype() == "message" else str(number)


if __name__ == "__main__":
    sys.exit(main())
