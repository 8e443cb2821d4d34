"""The office at its size: 200 partners, 10,000 letters and gestures, 5,000 consignments; against the empty office."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.node import node
from benchmarks.pages import light, quick, signed_in, times_of

PARTNERS, GESTURES, CONSIGNMENTS, BOXES, DAYS = 200, 10_000, 5_000, 4, 700


def main(gestures: int = GESTURES, consignments: int = CONSIGNMENTS) -> int:
    with node():
        import firewood.project.wsgi  # noqa: F401  what is loaded is set aside, as where pages are served
        from benchmarks.office import load_consignments, load_gestures, load_partners, open_office
        from firewood.desk.queries import kept_acts
        from firewood.desk.views import drawn

        browser = signed_in()
        open_office()
        empty = {path: times_of(browser, path) for path in ("/", "/partners/seoul/")}
        started = time.perf_counter()
        partners = load_partners(PARTNERS)
        load_consignments(consignments, partners, boxes=BOXES, days=DAYS)
        load_gestures(gestures, partners, days=DAYS)
        kept_acts.forget()
        drawn.forget()
        _tidy()
        print(f"{PARTNERS} partners, {gestures:,} gestures, {consignments:,} consignments: "
              f"loaded in {time.perf_counter() - started:.0f} s")  # fmt: skip
        one = f"/partners/{partners[7].key}/"
        _another_letter()
        kept = []
        for path, bare in (("/", empty["/"]), (one, empty["/partners/seoul/"]), ("/partners/", empty["/"])):
            kept.append(quick(browser, path, bare))
        kept += [quick(browser, "/", empty["/"], before=_another_letter, told=", after a letter each time"),
                 quick(browser, "/", empty["/"], before=_another_need, told=", after a need each time"),
                 quick(browser, one, empty["/partners/seoul/"], before=_another_letter, told=", after a letter"),
                 light(browser, "/"), light(browser, one)]  # fmt: skip
    return 0 if all(kept) else 1


def _another_letter() -> None:
    """One letter more, with its line in the journal."""
    from firewood.registry.models import Party
    from firewood.solidarity.actions import enter_gesture
    from firewood.solidarity.drafts import GestureDraft
    from firewood.solidarity.states import GestureKind
    from tests.aid.world import AT, LIU

    sides = Party.objects.get(key="bench-7"), Party.objects.get(key="beijing")
    draft = GestureDraft(
        kind=GestureKind.LETTER, sender=sides[0], addressee=sides[1], texts={"title": "We stand by you"}, language="en"
    )
    enter_gesture(draft, actor=LIU, at=AT)


def _another_need() -> None:
    from firewood.aid import actions
    from firewood.aid.drafts import LineDraft, NeedDraft
    from firewood.registry.models import Party
    from tests.aid.world import AT, LIU

    actions.state_need(NeedDraft(Party.objects.get(key="seoul"), [LineDraft(words="gauze")]), actor=LIU, at=AT)


def _tidy() -> None:
    """Statistics for the planner, as autovacuum makes them within a minute."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    sys.exit(main(*[int(argument) for argument in sys.argv[1:]]))
