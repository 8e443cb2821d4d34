"""Make a node an office with a colleague who can sign in: `python -m tests.faults.writing_desk`, inside the node."""

import os

PASSWORD = "warm-hands-2020"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "firewood.project.settings"
    import django

    django.setup()
    from firewood.accounts.actions import admit_officer
    from firewood.accounts.actor import program
    from firewood.accounts.states import Duty
    from firewood.journal.clock import now
    from tests.aid.world import world

    world()
    told = {"name": "Liu", "office": "Foreign Affairs Office", "duties": [Duty.FOCAL_POINT]}
    admit_officer("liu", password=PASSWORD, **told, actor=program(), at=now())  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
