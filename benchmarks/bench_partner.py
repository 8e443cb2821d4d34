"""A partner's page and the card beside a form: among 200 partners, and of one with more than 2,000 acts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.node import node
from benchmarks.pages import light, quick, signed_in, times_of

PARTNERS, GESTURES, CONSIGNMENTS, BOXES, DAYS = 200, 11_600, 5_800, 4, 700
BUSY = 32  # so many shares of all acts go to one partner besides its own


def main(gestures: int = GESTURES, consignments: int = CONSIGNMENTS) -> int:
    with node():
        from benchmarks.office import load_consignments, load_gestures, load_partners, open_office

        browser = signed_in()
        open_office()
        empty = times_of(browser, "/partners/seoul/")
        partners = load_partners(PARTNERS)
        shares = [*partners, *[partners[3]] * BUSY]
        load_consignments(consignments, shares, boxes=BOXES, days=DAYS)
        load_gestures(gestures, shares, days=DAYS)
        quiet, busy = f"/partners/{partners[7].key}/", f"/partners/{partners[3].key}/"
        card = f"/partners/card/?party={partners[3].key}"
        kept = [quick(browser, path, empty) for path in (quiet, busy, f"{busy}?page=30", card)]
        kept += [light(browser, path) for path in (quiet, busy)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
