"""Read a picture from standard input in a process of its own, and write it anew without anything that came with it.

Runs alone, with little memory and little time, so that a picture made to do harm harms nothing. Exit codes: 0 written,
2 no picture of an allowed kind, 3 too many pixels.
"""

import io
import json
import resource
import sys

MEMORY = 1024**3  # bytes of address space
SECONDS = 10  # of processor time
MOST_PIXELS = 50_000_000
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
NO_PICTURE, TOO_MANY_PIXELS = 2, 3


def main() -> int:
    """Read, check, write: one line of JSON (media type, width, height), then the picture."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from PIL import Image, ImageOps  # noqa: PLC0415  after the limits are set

    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, and refuse instead of warning
    try:
        picture = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=tuple(FORMATS))
        if picture.width * picture.height > MOST_PIXELS:
            return TOO_MANY_PIXELS
        kind = str(picture.format)
        upright = ImageOps.exif_transpose(picture)
        return _write(upright.convert("RGB" if kind == "JPEG" else "RGBA"), kind)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return NO_PICTURE


def _write(picture: "Image.Image", kind: str) -> int:  # type: ignore[name-defined]  # noqa: F821
    picture.info.clear()
    written = io.BytesIO()
    picture.save(written, kind, **({"quality": 85} if kind != "PNG" else {}))
    told = {"media_type": FORMATS[kind], "width": picture.width, "height": picture.height}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + written.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
