"""Pages of an office with 1,000 consignments, 100,000 boxes, 200 partners, against the same pages when empty."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.node import node
from benchmarks.pages import light, quick, signed_in, times_of

CONSIGNMENTS, BOXES, PARTNERS = 1000, 100, 200


def main(consignments: int = CONSIGNMENTS) -> int:
    with node():
        from benchmarks.office import load_consignments, load_partners, open_office
        from firewood.desk.queries import kept_acts
        from firewood.desk.views import drawn

        browser = signed_in()
        open_office()
        empty = {path: times_of(browser, path) for path in ("/", "/aid/consignments/", "/aid/totals/given/")}
        started = time.perf_counter()
        one = load_consignments(consignments, load_partners(PARTNERS), boxes=BOXES)
        print(f"{consignments:,} consignments with {BOXES} boxes each, {PARTNERS} partners: "
              f"loaded in {time.perf_counter() - started:.0f} s")  # fmt: skip
        kept_acts.forget()
        drawn.forget()
        _something_happens()
        paths = ["/", "/aid/consignments/", "/aid/consignments/?page=15", f"/aid/consignments/{one}/",
                 "/aid/totals/given/", "/partners/bench-7/"]  # fmt: skip
        kept = [quick(browser, path, empty.get(path, empty["/aid/consignments/"])) for path in paths]
        kept += [quick(browser, "/", empty["/"], before=_something_happens, told=", after an act each time"),
                 light(browser, "/")]  # fmt: skip
    return 0 if all(kept) else 1


def _something_happens() -> None:
    """One line more in the journal."""
    from firewood.aid import actions
    from firewood.aid.drafts import LineDraft, NeedDraft
    from firewood.registry.models import Party
    from tests.aid.world import AT, LIU

    draft = NeedDraft(Party.objects.get(key="seoul"), [LineDraft(words="gauze")])
    actions.state_need(draft, actor=LIU, at=AT)


if __name__ == "__main__":
    sys.exit(main(*[int(argument) for argument in sys.argv[1:]]))
