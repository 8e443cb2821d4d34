"""What the worker does by itself, without being asked."""

import logging

from django.conf import settings
from procrastinate.contrib.django import app

from firewood.accounts.actor import program
from firewood.accounts.sessions import SessionStore
from firewood.aid.actions import lapse_overdue_pledges
from firewood.archive.uploads.left import remove_left
from firewood.desk.mail.actions import send_morning_mails
from firewood.journal.clock import node_zone, now, real_now, today
from firewood.journal.refusals import NotNow
from firewood.languages.search import forget_words
from firewood.project.own_commands import examine

log = logging.getLogger("firewood.nightly")


MORNING = 4  # so many hours after its hour the mail of the morning still goes, when the node was down


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="send_the_morning_mails")
def send_the_morning_mails(timestamp: int) -> int:
    """From the set hour on, in the zone of the node, send every morning mail that has not gone today; gives how many.

    It is asked every ten minutes, because the worker counts in UTC and a node may have been down at the hour.
    """
    at = now()
    if not 0 <= at.astimezone(node_zone()).hour - settings.FIREWOOD_MAIL_HOUR < MORNING:
        return 0
    return len(send_morning_mails(on=today(), actor=program(), at=at))


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="forget_ended_sessions")
def forget_ended_sessions(timestamp: int) -> None:
    """Remove sessions that have ended."""
    SessionStore.clear_expired()


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="sweep_files")
def sweep_files(timestamp: int) -> int:
    """Remove files that nothing has named for a day, as `firewood sweep files` does; gives how many."""
    try:
        removed = remove_left(at=real_now())
    except NotNow as no:
        log.error("files were not swept: %s", no.message)  # noqa: TRY400  the sentence says all
        return 0
    for each in removed:
        log.info("nothing named %s, it was removed", each.place)
    return len(removed)


@app.periodic(cron="32 3 * * *")
@app.task(queueing_lock="forget_unused_words")
def forget_unused_words(timestamp: int) -> int:
    """Take out of the search the words that nothing bears any more; gives how many."""
    return forget_words()


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
