"""Pages are written with their lines set in, and sent without: indentation is for those who read the source."""

import re

from django.template import Origin
from django.template.loaders.app_directories import Loader as AppDirectories

# What a browser shows as it stands keeps its blanks.
AS_IT_STANDS = re.compile(r"(<(?:textarea|pre)\b.*?</(?:textarea|pre)>)", re.DOTALL)
ELEMENT = re.compile(r"<[a-z](?:[^<>{]|\{%.*?%\}|\{\{.*?\}\}|\{)*>", re.DOTALL)
LINE_END = re.compile(r"\s*\n\s*")
BEFORE_ITS_END = re.compile(r"\s*\n\s*(?=>$)")


class Loader(AppDirectories):
    """Templates of the apps without indentation: an element in one line, and a line's end where a blank may be."""

    def get_contents(self, origin: Origin) -> str:
        """The source of a template as it is sent."""
        parts = AS_IT_STANDS.split(super().get_contents(origin))
        return "".join(part if place % 2 else _lean(part) for place, part in enumerate(parts))


def _lean(source: str) -> str:
    return LINE_END.sub("\n", ELEMENT.sub(lambda found: LINE_END.sub(" ", BEFORE_ITS_END.sub("", found[0])), source))
