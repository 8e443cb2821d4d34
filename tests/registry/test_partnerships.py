"""Stories of partnerships: what is said, which year we speak, terms, agreements."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from firewood.archive.actions import CitationDraft, SourceDraft, cite
from firewood.archive.models import Source
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable
from firewood.languages.dates import StatedDay
from firewood.languages.search import find
from firewood.registry import queries
from firewood.registry.actions import (
    AgreementDraft,
    PartnershipDraft,
    StatementDraft,
    change_agreement,
    change_partnership,
    decide_since_year,
    decide_term,
    enter_agreement,
    enter_partnership,
    give_up_term,
    leave_since_year_undecided,
    state_of_partnership,
    take_back_statement,
)
from firewood.registry.actions.partnerships import statement_problems
from firewood.registry.models import Agreement, Partnership, PartnershipStatement, PartnershipTerm
from firewood.registry.states import Aspect, PartnershipKind
from tests.registry.world import AT, LIU, READER, lines, party, registry

pytestmark = pytest.mark.django_db


def test_our_office_decides_one_of_the_stated_years_and_leaves_it_undecided_again() -> None:
    here = registry()
    years, year = here.says(Aspect.YEARS, 37), here.says(Aspect.SINCE_YEAR, 1993)
    assert [each.year for each in queries.spoken_years(here.friends)] == [1983, 1993]
    decide_since_year(years, because="Our own files of 1983", actor=LIU, at=AT)
    friends = Partnership.objects.get()
    assert (friends.decided_because, friends.decided_by, friends.decided_at) == ("Our own files of 1983", "Liu", AT)
    decide_since_year(year, because="The treaty says so", actor=LIU, at=AT)
    assert [each.year for each in friends.statements.filter(decided=True)] == [1993]
    leave_since_year_undecided(friends, because="The treaty is not found", actor=LIU, at=AT)
    friends.refresh_from_db()
    assert (friends.statements.filter(decided=True).exists(), friends.decided_because) == (False, "")
    told = Entry.objects.filter(event__startswith="registry.partnership.year").order_by("number")
    assert [(each.facts.get("before"), each.facts.get("year")) for each in told] == [
        (None, 1983), (1983, 1993), (1993, None)
    ]  # fmt: skip


def test_a_year_is_decided_with_a_reason_by_who_may_and_only_where_one_is_stated() -> None:
    here = registry()
    said, course = here.says(Aspect.SINCE_YEAR, 1993), here.says(Aspect.COURSE, None)
    before = lines()
    with pytest.raises(Unreadable, match="cannot stay empty"):
        decide_since_year(said, because=" ", actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="gives no year"):
        decide_since_year(course, because="so", actor=LIU, at=AT)
    with pytest.raises(NotAllowed):
        decide_since_year(said, because="so", actor=READER, at=AT)
    with pytest.raises(NotNow, match="No year is decided"):
        leave_since_year_undecided(here.friends, because="so", actor=LIU, at=AT)
    assert (PartnershipStatement.objects.filter(decided=True).exists(), lines()) == (False, before)


def test_the_database_holds_one_decided_year_and_only_years() -> None:
    here = registry()
    decide_since_year(here.says(Aspect.YEARS, 37), because="so", actor=LIU, at=AT)
    for other in (here.says(Aspect.SINCE_YEAR, 1993), here.says(Aspect.COURSE, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            PartnershipStatement.objects.filter(pk=other.pk).update(decided=True)


def test_a_statement_of_a_new_source_is_written_down_with_the_source() -> None:
    here = registry()
    draft = StatementDraft(
        key="s", aspect=Aspect.SINCE_YEAR, words="Freunde seit 1992", language="de", source=Source(), value=1992,
        as_of=date(2020, 1, 1), translations={"en": "friends since 1992"},
    )  # fmt: skip
    source = SourceDraft(key="S2", title="A brochure", language="de")
    said = state_of_partnership(here.friends, statement=draft, source=source, actor=LIU, at=AT)
    assert (said.source.key, said.year) == ("S2", 1992)
    assert {each.key for each in find("friends since 1992")} >= {"beijing-seoul"}


@pytest.mark.parametrize(("aspect", "value"), [(Aspect.SINCE_YEAR, 2031), (Aspect.SINCE_YEAR, 99), (Aspect.YEARS, -1)])
def test_a_number_that_cannot_be_meant_is_refused(aspect: Aspect, value: int) -> None:
    here = registry()
    before = lines()
    with pytest.raises(Unreadable):
        here.says(aspect, value)
    assert (PartnershipStatement.objects.count(), lines()) == (0, before)


def test_thirty_seven_years_before_a_mistyped_day_are_refused() -> None:
    said = StatementDraft(key="s", aspect=Aspect.YEARS, words="37 years", language="en", source=Source(), value=37)
    found = [list(statement_problems(replace(said, as_of=date(year, 1, 1)))) for year in (2020, 20)]
    assert [[problem.field for problem in problems] for problems in found] == [[], ["value"]]


def test_a_mistaken_statement_is_taken_back_but_not_a_decided_or_a_cited_one() -> None:
    here = registry()
    mistaken, decided, cited = (here.says(Aspect.SINCE_YEAR, year) for year in (1901, 1983, 1993))
    decide_since_year(decided, because="so", actor=LIU, at=AT)
    cite([CitationDraft(cited.subject, here.article)], actor=LIU, at=AT)
    take_back_statement(mistaken, actor=LIU, at=AT)
    for standing in (decided, cited):
        with pytest.raises(NotNow):
            take_back_statement(PartnershipStatement.objects.get(pk=standing.pk), actor=LIU, at=AT)
    assert sorted(each.value_int or 0 for each in here.friends.statements.all()) == [1983, 1993]


def test_two_are_bound_once_whoever_stands_first() -> None:
    here = registry()
    twice = PartnershipDraft(key="again", ours=here.seoul, theirs=here.beijing, kind=PartnershipKind.CONTACT)
    with pytest.raises(Unreadable, match="entered already"):
        enter_partnership(twice, actor=LIU, at=AT)
    assert Partnership.objects.count() == 1


def test_a_partnership_becomes_a_friendship_for_a_time_with_a_term() -> None:
    here = registry()
    draft = PartnershipDraft(key="beijing-seoul", ours=here.beijing, theirs=here.seoul, kind=PartnershipKind.FRIENDSHIP)
    assert change_partnership(here.friends, draft=draft, actor=LIU, at=AT).kind == "friendship"
    term = decide_term(here.friends, since=date(2018, 1, 1), until=date(2021, 1, 1), actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="before the beginning"):
        decide_term(here.friends, since=date(2022, 1, 1), until=date(2021, 1, 1), actor=LIU, at=AT)
    with pytest.raises(NotNow, match="overlaps"):
        decide_term(here.friends, since=date(2020, 1, 1), until=None, actor=LIU, at=AT)
    give_up_term(term, actor=LIU, at=AT)
    decide_term(here.friends, since=date(2020, 1, 1), until=None, actor=LIU, at=AT)
    assert [each.term.lower for each in PartnershipTerm.objects.all()] == [date(2020, 1, 1)]


def test_an_agreement_is_entered_found_and_prolonged_and_cannot_end_before_it_was_signed() -> None:
    here = registry()
    signed = StatedDay("23 October 1993", date(1993, 10, 23), date(1993, 10, 23))
    draft = AgreementDraft(title="Treaty of friendship", language="en", signed=signed)
    paper = enter_agreement(here.friends, draft=draft, actor=LIU, at=AT)
    assert {each.key for each in find("treaty of friendship")} == {"beijing-seoul"}
    before = lines()
    wrong = AgreementDraft(title="Treaty", language="en", signed=signed, valid_until=date(1990, 1, 1))
    with pytest.raises(Unreadable, match="before the beginning"):
        change_agreement(paper, draft=wrong, actor=LIU, at=AT)
    assert (Agreement.objects.get().title, lines()) == ("Treaty of friendship", before)
    longer = AgreementDraft(title="Treaty of friendship", language="en", signed=signed, valid_until=date(2033, 1, 1))
    assert change_agreement(paper, draft=longer, actor=LIU, at=AT).valid_until == date(2033, 1, 1)


def test_the_branch_of_two_districts_stands_under_the_partnership_of_their_cities() -> None:
    here = registry()
    ours, theirs = party("shijingshan", parent=here.beijing), party("mapo", parent=here.seoul)
    draft = PartnershipDraft(
        key="shijingshan-mapo", ours=ours, theirs=theirs, kind=PartnershipKind.SISTER_DISTRICT, via=here.friends
    )
    assert enter_partnership(draft, actor=LIU, at=AT).via == here.friends
