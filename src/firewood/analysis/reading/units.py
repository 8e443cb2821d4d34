"""The words in which goods are counted, in English, German and Chinese, by the unit of the catalogue they mean."""

import re
from typing import Final

UNITS: Final[dict[str, str]] = {
    "piece": r"pieces?|pcs?\.?|stuck|stk\.?|st\.|units?|einheiten|[只个個件枚片条台支套身顶把張张具]",
    "pair": r"pairs?|paare?n?|[双雙对對副]",
    "box": r"boxes|box|boxen",
    "carton": r"cartons?|kartons?|kisten?|箱",
    "pack": r"packs?|packages?|packets?|packungen|packung|packchen|pakete?n?|盒|包",
    "bottle": r"bottles?|flaschen?|瓶",
    "canister": r"canisters?|kanistern?|桶",
    "bag": r"bags?|beuteln?|sacke?n?|袋",
    "set": r"sets?|satze?n?",
    "kit": r"kits?",
    "test": r"tests?",
    "pallet": r"pallets?|paletten?|托盘|托",
    "litre": r"lit(?:re|er)s?|l|升",
    "millilitre": r"ml|毫升",
    "kilogram": r"kg|kilos?|kilograms?|kilogramm|公斤|千克",
    "gram": r"grams?|gramm|g|克",
    "tonne": r"tons?|tonnes?|tonnen?|吨",
}
_ANY: Final = re.compile("|".join(f"(?P<{name}>{words})" for name, words in UNITS.items()))
PERSONS_AND_TIMES: Final = frozenset("名位人年月日号號时時分秒岁歲元天周次届屆级級度楼樓室")
"""What stands behind a number that counts no goods."""


def unit_at(text: str, place: int) -> tuple[str, int]:
    """The unit that stands at a place of a plain text, and where it ends; ("", place) where none stands."""
    hit = _ANY.match(text, place)
    while hit is not None:
        if not (text[hit.end() - 1 : hit.end()].isascii() and text[hit.end() : hit.end() + 1].isalpha()):
            return str(hit.lastgroup), hit.end()
        hit = _longer(text, hit)
    return "", place


def _longer(text: str, hit: re.Match[str]) -> re.Match[str] | None:
    """A longer unit that begins alike: "ml" where "m" stood first; each word is tried as a whole."""
    word = re.compile(r"[a-z]+\.?").match(text, hit.start())
    if word is None or word.end() <= hit.end():
        return None
    whole = _ANY.fullmatch(text, word.start(), word.end())
    return whole if whole and whole.end() > hit.end() else None
