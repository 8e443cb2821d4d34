"""The human numbers of documents: kind, year, sequence; never given twice."""

from django.db import connection

from firewood.journal.standing import Status

_NEXT = """
INSERT INTO journal_numbering (kind, year, status, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (kind, year, status) DO UPDATE SET last = journal_numbering.last + 1
RETURNING last
"""
_MARK = {Status.ACTUAL: "", Status.EXERCISE: "X-", Status.TEST: "T-"}


def next_number(kind: str, *, year: int, status: str) -> str:
    """The next number of a kind of document, such as C-2020-001, or X-C-2020-001 in an exercise.

    The row of the numbering stays locked until the transaction ends, so a number that was rolled back is given again
    and a number that was kept never is.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [kind, year, str(status)])
        (last,) = cursor.fetchone()
    return f"{_MARK[Status(status)]}{kind}-{year}-{last:03d}"
