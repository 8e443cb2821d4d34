"""The morning mail on the command line."""

from argparse import ArgumentParser, Namespace

from firewood.accounts.actor import program
from firewood.desk.mail.actions import send_morning_mails
from firewood.desk.mail.sending import mail_folder
from firewood.journal.clock import now, read_day, today
from firewood.journal.command import Command, say
from firewood.journal.refusals import Problem, Unreadable


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--day", default="", help="the day of which it tells, such as 2020-10-09; today unless said")


def morning_mail(chosen: Namespace) -> int:
    """Send the morning mail to those who want it and have not got it on this day."""
    day = read_day(chosen.day) if chosen.day else today()
    if day is None:
        raise Unreadable([Problem("day", f"--day {chosen.day!r} is no day. Write it like 2020-10-09.")])
    sent = send_morning_mails(on=day, actor=program(), at=now())
    for mail in sent:
        where = "to the mail server" if mail.way == "server" else f"to {mail_folder()}"
        say(f"{day}: {mail.things} things, {where}")
    if not sent:
        say(f"{day}: nobody waits for a mail.")
    return 0


COMMANDS = [
    Command(name="morning-mail", help="send the morning mail to those who have not got it", configure=_configure,
            run=morning_mail)
]  # fmt: skip
