"""Read a document of an office program in a process of its own: what kind it is, its words, the pictures in it.

Runs alone: the document on standard input, an empty folder as its argument. It writes the pictures as files 0, 1, ...
and `told.json`; where the document would load or start something by itself when it is opened (a template, a linked
picture, another table, a database, a program), it writes a copy `neutral` that does not: what was loaded last still
stands in it, where it comes from does not. No entity is resolved, nothing is fetched, no macro is touched. Exit codes:
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
MOST_XML = 20 * 1024**2  # bytes of one part that is read whole
MOST_AT_ONCE = 4 * 1024**2  # bytes of a part; a larger one is looked through piece by piece first
MOST_TIMES = 200  # so many times its packed size a large part of an honest document never is
MOST_TEXT = 400_000  # characters
MOST_PICTURES = 20
READ, CANNOT, BOMB, MACROS, ENTITIES, OTHER = 0, 2, 3, 4, 5, 6
KINDS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
TWINS = ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", "{*}moveFrom")
"""The same words once more: for old programs, and where they stood before they were moved."""
MARKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # what may stand before the first < of a part

FIELDS = {"DDE", "DDEAUTO", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "IMPORT", "LINK", "DATABASE", "RD"}
FETCHING = re.compile(
    r"\b(?:WEBSERVICE|RTD|IMAGE|DDE|SQL\.REQUEST)\s*\(|'[^']*[\\/][^']*'\s*!|'[^']*'\s*\#|\|[^|{}]*!", re.IGNORECASE
)  # a formula that asks another place, another file or another program
FORMULAS = ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula")
WHERE = {
    "connection",
    "command",
    "serverCommand",
    "localConnection",
    "sourceFile",
    "odcFile",
    "url",
    "editPage",
    "post",
}
NOWHERE = "file:///removed"
BY_ITSELF = {"refreshOnLoad", "interval"}
WITHIN = "Data Model Connection"  # what a table calls the data that lie in itself
DROPPED = (
    "mailMerge", "altChunk",  # of a text
    "table-source", "cell-range-source", "section-source", "dde-link", "dde-source", "dde-connection-decl",
    "database-source-sql", "database-source-table", "database-source-query",  # of an open table
)  # fmt: skip
NAMES = {"Relationship", "fldSimple", "fldChar", "instrText", "connection", "ddeLink", *DROPPED}
ATTRIBUTES = {"formula", "href", "src", *BY_ITSELF}


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
    if "[Content_Types].xml" in package.names:
        parts = _parsed(package.part("[Content_Types].xml")).iter("{*}Override", "{*}Default")
        types = " ".join(each.get("ContentType", "") for each in parts).lower()
        if "macroenabled" in types or "macrosheet" in types:
            raise Stop(MACROS)


def _neutral(package: Package, folder: Path) -> bool:
    """Write a copy that loads and starts nothing by itself; False when the document does not either."""
    cut = {name: content for name in package.names if (content := _cut(package, name))}
    package.left = MOST_UNPACKED
    if not cut:
        return False
    with zipfile.ZipFile(folder / "neutral", "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.names:
            part = zipfile.ZipInfo(name, package.zip.getinfo(name).date_time)  # the same document gives the same copy
            part.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(part, cut[name] if name in cut else package.part(name, MOST_UNPACKED))
    package.left = MOST_UNPACKED
    return True


def _cut(package: Package, name: str) -> bytes:
    """A part without what it would load by itself; empty when it loads nothing.

    It is read as the office program reads it: a word may be written in another encoding, or letter by letter, and a
    part may have any name.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  after the limits are set

    named = name.lower().endswith((".xml", ".rels"))
    with package.zip.open(name) as opened:
        if name.startswith("META-INF/") or not (named or opened.read(64).lstrip(MARKS).startswith(b"<")):
            return b""
    content = package.part(name, MOST_UNPACKED)
    root = _root_of(content, named=named) if content.strip() else None
    if root is None:
        return b""
    found = [cut(root) for cut in (_links, _fields, _formulas, _connections, _sources)]
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) if any(found) else b""


def _root_of(content: bytes, *, named: bool) -> Any:
    """The root of a part in which something may stand that is looked for; None when nothing does."""
    try:
        quiet = len(content) > MOST_AT_ONCE and _is_quiet(content)
        root = None if quiet or len(content) > MOST_XML else _parsed(content)
    except (SyntaxError, Stop):
        if named:
            raise
        return None  # a picture or a page: no office program reads it as a part of the document
    if root is None and not quiet:
        raise Stop(BOMB)
    return root


def _is_quiet(content: bytes) -> bool:
    """Whether a part holds nothing that is looked for below; without keeping all of it in memory."""
    from lxml import etree  # noqa: PLC0415  after the limits are set

    read = etree.iterparse(io.BytesIO(content), resolve_entities=False, no_network=True, load_dtd=False)
    for _end, each in read:
        name = each.tag.rpartition("}")[2]
        if name in NAMES or (name in FORMULAS and _asks(each.text or "")):
            return False
        if any(key.rpartition("}")[2] in ATTRIBUTES for key in each.keys()):  # noqa: SIM118  an element is no dict
            return False
        each.clear()
    return not read.root.getroottree().docinfo.doctype


def _links(root: Any) -> bool:
    """Lists of links: those that are followed without a click lead nowhere."""
    outside = [link for link in root.iter("{*}Relationship") if link.get("TargetMode", "").casefold() == "external"]
    followed = [link for link in outside if not link.get("Type", "").endswith("/hyperlink")]
    followed = [link for link in followed if link.get("Target") != NOWHERE]
    for link in followed:
        link.set("Target", NOWHERE)
    return bool(followed)


def _fields(root: Any) -> bool:
    """Fields of a text that fetch something or start a program become the words they showed last."""
    harmful = [each for each in root.iter("{*}fldSimple") if _fetches(_attribute(each, "instr"))]
    for each in harmful:
        each.attrib.update({name: "" for name in each.attrib if name.endswith("}instr")})
    fields = [(pieces, marks) for pieces, marks in _fields_of(root)
              if _fetches("".join("\0" if each is None else each.text or "" for each in pieces))]  # fmt: skip
    for pieces, marks in fields:
        for piece in pieces:
            if piece is not None:
                piece.text = ""
        for mark in marks:
            mark.getparent().remove(mark)
    return bool(harmful or fields)


def _fields_of(root: Any) -> list[tuple[list[Any], list[Any]]]:
    """What each field is told to do, piece by piece, None for another field among them; and the marks of its parts."""
    found: list[tuple[list[Any], list[Any]]] = []
    stray: tuple[list[Any], list[Any]] = ([], [])
    begun = [stray]
    for each in root.iter("{*}fldChar", "{*}instrText"):
        step, (pieces, marks) = _attribute(each, "fldCharType"), begun[-1]
        if step == "begin":
            pieces.append(None)
            found.append(([], [each]))
            begun.append(found[-1])
        elif not step:
            pieces.append(each)
        elif len(begun) > 1:
            marks.append(each)
            begun.pop()
            begun += [([], marks)] if step == "separate" else []  # what follows is its result
    return [*found, ([piece for piece in stray[0] if piece is not None], [])]


def _fetches(instruction: str) -> bool:
    """Whether a field fetches something; one whose name is put together by other fields (\0) hides that it does."""
    name = re.split(r"[\s\"\\]", instruction.strip(' \t\r\n"'), maxsplit=1)[0].upper()
    return "\0" in name or name in FIELDS


def _formulas(root: Any) -> bool:
    """Formulas that ask elsewhere: an open table keeps what they gave last; else it is not known any more."""
    found = [each for each in root.iter(*(f"{{*}}{name}" for name in FORMULAS)) if _asks(each.text or "")]
    for each in found:
        each.text = "NA()"
    for each in root.xpath("//*[@*[local-name()='formula']]"):
        names = [name for name in each.attrib if name.endswith("}formula") and _asks(each.attrib[name])]
        found += [each.attrib.pop(name) for name in names]
    return bool(found)


def _asks(formula: str) -> bool:
    return FETCHING.search(re.sub(r'"[^"]*"', '""', formula)) is not None


def _connections(root: Any) -> bool:
    """Connections to databases, pages and files know no more where to; nothing is read anew by itself."""
    found = []
    for connection in root.iter("{*}connection"):
        for each in connection.iter("{*}*"):
            names = [name for name, value in each.attrib.items() if name.rpartition("}")[2] in WHERE and value]
            if names and _attribute(each, "connection") != WITHIN:
                found += [_emptied(each, name) for name in names]
    for each in root.xpath("//*[@refreshOnLoad or @interval]"):
        found += [each.attrib.pop(name) for name in BY_ITSELF if name in each.attrib]
    for each in root.iter("{*}ddeLink"):
        if each.get("ddeService") != NOWHERE:
            each.attrib.update({"ddeService": NOWHERE, "ddeTopic": NOWHERE})
            found.append(NOWHERE)
    return bool(found)


def _emptied(element: Any, name: str) -> str:
    """Take a value out; `connection` has to be there, also when it says nothing."""
    gone = element.attrib.pop(name)
    if name == "connection":
        element.set(name, "")
    return str(gone)


def _sources(root: Any) -> bool:
    """Parts that are read in from elsewhere, and pictures or objects that lie elsewhere; a link to click stays."""
    dropped = list(root.iter(*(f"{{*}}{name}" for name in DROPPED)))
    for each in dropped:
        if each.getparent() is not None:
            each.getparent().remove(each)
    found = []
    for each in root.xpath("//*[@*[local-name()='href' or local-name()='src']][not(local-name()='a')]"):
        names = [name for name in each.attrib if name.rpartition("}")[2] in {"href", "src"}]
        far = [name for name in names if _is_elsewhere(each.attrib[name])]
        found += far
        each.attrib.update(dict.fromkeys(far, ""))
    return bool(dropped or found)


def _is_elsewhere(place: str) -> bool:
    """Whether a place lies outside the package."""
    place = place.strip()
    return not place.startswith(("#", "data:")) and re.search(r":|\\|^/|\.\.", place) is not None


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


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

    root = _parsed(source)
    for twin in list(root.iter(*TWINS)):
        if twin.getparent() is not None:
            twin.getparent().remove(twin)
    for row in root.iter("{*}p", "{*}tr"):
        inside = next(row.iterancestors("{*}tr", "{*}p"), None)
        if inside is None and etree.QName(row).localname == "tr":
            cells = [cell for cell in row.iter("{*}tc") if next(cell.iterancestors("{*}tr")) is row]
            yield "\t".join(" ".join(_said(cell).split()) for cell in cells)
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
