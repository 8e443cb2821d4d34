"""Read a document of an office program in a process of its own: what kind it is, its words, the pictures in it.

Runs alone: the document on standard input, an empty folder as its argument. It writes the pictures as files 0, 1, ...
and `told.json`; where the document would load something by itself when it is opened (a template, a linked picture), it
writes a copy `neutral` that does not. No entity is resolved, nothing is fetched, no macro is touched. Exit codes:
0 read, 2 it cannot be read, 3 it unpacks to more than a document holds, 4 macros, 5 it defines entities, 6 another kind
of package.
"""

import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MEMORY = 1024**3  # bytes of address space
SECONDS = 10  # of processor time
LARGEST_FILE = 64 * 1024**2
MOST_ENTRIES = 3_000
MOST_UNPACKED = 100 * 1024**2  # bytes of all that is looked at
MOST_XML = 20 * 1024**2  # bytes of one part
MOST_TIMES = 200  # so many times its packed size a large part of an honest document never is
MOST_TEXT = 400_000  # characters
MOST_PICTURES = 20
READ, CANNOT, BOMB, MACROS, ENTITIES, OTHER = 0, 2, 3, 4, 5, 6
KINDS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


class Stop(Exception):
    """What makes the document one that is not kept; carries the exit code."""


class Package:
    """A zip of an office program, read with a measure: what is unpacked is counted, whatever the zip says of it."""

    def __init__(self, source: io.BytesIO) -> None:
        self.zip = zipfile.ZipFile(source)
        self.left = MOST_UNPACKED
        self.names = self.zip.namelist()
        if len(self.names) > MOST_ENTRIES or len(set(self.names)) != len(self.names):
            raise Stop(BOMB)
        sizes = [(each.file_size, each.compress_size) for each in self.zip.infolist()]
        if sum(size for size, _packed in sizes) > 4 * MOST_UNPACKED:
            raise Stop(BOMB)
        if any(size > MOST_XML and size > MOST_TIMES * packed for size, packed in sizes):
            raise Stop(BOMB)

    def part(self, name: str, most: int = MOST_XML) -> bytes:
        with self.zip.open(name) as opened:
            content = opened.read(most + 1)
        self.left -= len(content)
        if len(content) > most or self.left < 0:
            raise Stop(BOMB)
        return content


def main() -> int:
    """Read, judge, and write down what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    try:
        return _read(Package(io.BytesIO(sys.stdin.buffer.read())), Path(sys.argv[1]))
    except Stop as stop:
        return int(stop.args[0])
    except (OSError, ValueError, LookupError, RuntimeError, NotImplementedError, SyntaxError, MemoryError,
            zipfile.BadZipFile, zipfile.zlib.error):  # type: ignore[attr-defined]  # fmt: skip
        return CANNOT


def _read(package: Package, folder: Path) -> int:
    kind = _kind(package)
    _refuse_macros(package)
    text = "\n".join(_texts(package)).strip() if kind == "docx" else ""
    told = {
        "kind": kind,
        "text": text if len(text) <= MOST_TEXT else "",
        "text_too_long": len(text) > MOST_TEXT,
        "parts": list(_pictures(package, folder)) if kind == "docx" else [],
        "neutral": _neutral(package, folder),
    }
    (folder / "told.json").write_text(json.dumps(told))
    return READ


def _kind(package: Package) -> str:
    for name, kind in KINDS.items():
        if name in package.names and "[Content_Types].xml" in package.names:
            return kind
    if "mimetype" in package.names and package.part("mimetype", 200).decode("ascii", "replace").strip() == SHEET:
        return "ods"
    raise Stop(OTHER)


def _refuse_macros(package: Package) -> None:
    names = [name.lower() for name in package.names]
    if any("vba" in name or "activex" in name or name.startswith(("basic/", "scripts/")) for name in names):
        raise Stop(MACROS)
    if "[Content_Types].xml" in package.names and b"macroenabled" in package.part("[Content_Types].xml").lower():
        raise Stop(MACROS)


def _neutral(package: Package, folder: Path) -> bool:
    """Write a copy in which every link that is followed without a click leads nowhere; False when there is none."""
    links = {name: package.part(name) for name in package.names if name.lower().endswith(".rels")}
    cut = {name: _cut(content) for name, content in links.items()}
    if cut == links:
        return False
    with zipfile.ZipFile(folder / "neutral", "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.names:
            copy.writestr(name, cut[name] if name in cut else package.part(name, MOST_UNPACKED))
    return True


def _cut(links: bytes) -> bytes:
    """A list of links in which those that are followed without a click lead nowhere; as it was when there are none.

    It is read as the office program reads it: a word may be written in another encoding, or letter by letter.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  after the limits are set

    root = _parsed(links)
    outside = [link for link in root.iter("{*}Relationship") if link.get("TargetMode", "").casefold() == "external"]
    followed = [link for link in outside if not link.get("Type", "").endswith("/hyperlink")]
    for link in followed:
        link.set("Target", "file:///removed")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) if followed else links


def _parsed(source: bytes) -> Any:
    """The root of a part of the document; no entity is resolved, and a document that defines one is not kept."""
    from lxml import etree  # noqa: PLC0415  after the limits are set

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    root = etree.fromstring(source, parser)
    if root.getroottree().docinfo.doctype:
        raise Stop(ENTITIES)
    return root


def _texts(package: Package) -> Iterator[str]:
    """The words of head, body and foot, in this order."""
    named = sorted(name for name in package.names if re.fullmatch(r"word/(header|footer)\d*\.xml", name))
    heads = [name for name in named if "header" in name]
    feet = [name for name in named if "footer" in name]
    for name in (*heads, "word/document.xml", *feet):
        yield from _paragraphs(package.part(name))


def _paragraphs(source: bytes) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415  after the limits are set

    for row in _parsed(source).iter("{*}p", "{*}tr"):
        inside = next(row.iterancestors("{*}tr"), None)
        if inside is None and etree.QName(row).localname == "tr":
            yield "\t".join(" ".join(_said(cell).split()) for cell in row.iterchildren("{*}tc"))
        elif inside is None:
            yield _said(row)


def _said(element: Any) -> str:
    spoken = {"tab": "\t", "br": "\n", "cr": "\n", "p": " "}
    found = []
    for part in element.iter("{*}t", "{*}tab", "{*}br", "{*}cr", "{*}p"):
        name = part.tag.rpartition("}")[2]
        found.append(part.text or "" if name == "t" else spoken[name])
    return "".join(found).strip()


def _pictures(package: Package, folder: Path) -> Iterator[dict[str, object]]:
    number = 0
    for name in package.names:
        if name.startswith("word/media/") and number < MOST_PICTURES:
            content = package.part(name)
            if content.startswith(PICTURES):
                (folder / str(number)).write_bytes(content)
                yield {"name": name.rsplit("/", 1)[-1], "size": len(content)}
                number += 1


if __name__ == "__main__":
    sys.exit(main())
