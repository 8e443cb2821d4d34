"""What the worker does by itself, without being asked."""

import logging

from django.core.management import call_command
from procrastinate.contrib.django import app

from firewood.accounts.actor import program
from firewood.aid.actions import lapse_overdue_pledges
from firewood.journal.clock import now
from firewood.project.own_commands import examine

log = logging.getLogger("firewood.nightly")


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="forget_ended_sessions")
def forget_ended_sessions(timestamp: int) -> None:
    """Remove sessions that have ended."""
    call_command("clearsessions")


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="let_pledges_lapse")
def let_pledges_lapse(timestamp: int) -> int:
    """Let every pledge lapse whose day and grace are over; gives how many."""
    return len(lapse_overdue_pledges(actor=program(), at=now()))


@app.periodic(cron="57 3 * * *")
@app.task(queueing_lock="prove_the_books")
def prove_the_books(timestamp: int) -> bool:
    """Test every promise as `firewood doctor` does; what is not kept stands in the log as an error."""
    results = examine()
    for result in results:
        if not result["ok"]:
            log.error("not kept: %s: %s", result["name"], result["detail"])
    return all(result["ok"] for result in results)
