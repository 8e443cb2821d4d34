"""Read a picture in a process of its own, and draw it anew without anything that came with it.

Runs alone: the picture on standard input, an empty folder as its argument. It writes the pages as files 0, 1, ... and
`told.json`. Little memory, little time, small files: a picture made to do harm harms nothing. Exit codes: 0 drawn,
2 no picture of an allowed kind, 3 too many pixels or pages.
"""

import json
import resource
import sys
from pathlib import Path

MEMORY = 1024**3  # bytes of address space
SECONDS = 10  # of processor time
LARGEST_FILE = 24 * 1024**2  # bytes of one picture drawn anew
MOST_PIXELS = 50_000_000
MOST_PAGES = 40
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
DRAWN, NO_PICTURE, TOO_MUCH = 0, 2, 3


def main() -> int:
    """Read, check, draw every page of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    from PIL import Image  # noqa: PLC0415  after the limits are set

    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, and refuse instead of warning
    try:
        picture = Image.open(sys.stdin.buffer, formats=FORMATS)
        return _draw_all(picture, Path(sys.argv[1]))
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, KeyError, Image.DecompressionBombError):
        return NO_PICTURE


def _draw_all(picture: "Image.Image", folder: Path) -> int:  # type: ignore[name-defined]  # noqa: F821
    kind = str(picture.format)
    pages = int(getattr(picture, "n_frames", 1)) if kind == "TIFF" else 1
    if pages > MOST_PAGES or picture.width * picture.height > MOST_PIXELS:
        return TOO_MUCH
    told, pixels = [], 0
    for number in range(pages):
        picture.seek(number)
        pixels += picture.width * picture.height
        if picture.width * picture.height > MOST_PIXELS or pixels > 4 * MOST_PIXELS:
            return TOO_MUCH
        told.append(_draw(picture, kind, folder / str(number)))
    (folder / "told.json").write_text(json.dumps({"pages": told}))
    return DRAWN


def _draw(picture: "Image.Image", kind: str, path: Path) -> dict[str, object]:  # type: ignore[name-defined]  # noqa: F821
    from PIL import ImageOps  # noqa: PLC0415

    upright = ImageOps.exif_transpose(picture)
    if kind in {"TIFF", "BMP"}:
        kind = "PNG" if upright.mode in {"1", "L", "P"} else "JPEG"
    plain = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "RGB", "RGBA"), "WEBP": ("RGB", "RGBA")}[kind]
    drawn = upright if upright.mode in plain else upright.convert("RGB" if kind == "JPEG" else "RGBA")
    drawn = drawn.copy()
    drawn.info.clear()
    with path.open("wb") as written:
        drawn.save(written, kind, **({"quality": 85} if kind != "PNG" else {}))
    return {"media_type": TYPES[kind], "width": drawn.width, "height": drawn.height}


if __name__ == "__main__":
    sys.exit(main())
