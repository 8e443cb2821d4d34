"""Entering parties, persons, partnerships and words; what must never be false stands in the database."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from firewood.accounts.actor import Actor, program
from firewood.archive.actions import SourceDraft, enter_source
from firewood.archive.models import Source
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotNow
from firewood.languages.search import find
from firewood.registry import queries
from firewood.registry.actions import (
    OfficeDraft,
    PartnershipDraft,
    PartyDraft,
    PersonDraft,
    QuotationDraft,
    StatementDraft,
    decide_term,
    enter_office,
    enter_partnership,
    enter_party,
    enter_person,
    enter_quotation,
)
from firewood.registry.models import Partnership, PartnershipStatement, Party
from firewood.registry.states import Aspect, DonorKind, PartnershipKind, PartyKind, QuotationState

pytestmark = pytest.mark.django_db

CLERK = program("registry test")
AT = datetime(2020, 10, 9, 3, tzinfo=UTC)


def party(key: str, kind: PartyKind = PartyKind.CITY, *, name: str = "", **more: object) -> Party:
    draft = PartyDraft(key=key, kind=kind, name=name or key.title(), **more)  # type: ignore[arg-type]
    return enter_party(draft, actor=CLERK, at=AT)


def source(key: str = "X") -> Source:
    draft = SourceDraft(key=key, title="A letter", language="en", counts_from=date(2020, 3, 25))
    return enter_source(draft, actor=CLERK, at=AT)


def friendship(*statements: StatementDraft) -> Partnership:
    draft = PartnershipDraft(
        key="here-there", ours=party("here"), theirs=party("there"), kind=PartnershipKind.SISTER_CITY,
        statements=statements,
    )  # fmt: skip
    return enter_partnership(draft, actor=CLERK, at=AT)


def test_a_city_is_found_by_its_name_in_any_script() -> None:
    country = party("somewhere", PartyKind.COUNTRY)
    party(
        "exampleton", name="Exampleton", parent=country, country=country, latitude=Decimal("37.5"),
        longitude=Decimal("126.9"), names={"ko": ["예시시"], "zh-hans": ["示例市"], "fa": ["نمونه‌شهر"]},
    )  # fmt: skip
    for words in ("exampleton", "예시시", "示例市", "نمونه‌شهر"):
        assert [(each.kind, each.key) for each in find(words)] == [("party", "exampleton")]


def test_names_for_a_reader_come_in_one_query(django_assert_num_queries: object) -> None:
    cities = [party("one", names={"de": ["Eins"]}), party("two", names={"de": ["Zwei"]}), party("three")]
    with django_assert_num_queries(1):  # type: ignore[operator]
        names = queries.names_of(cities, language="de")
    assert [str(names[city.pk]) for city in cities] == ["Eins", "Zwei", "Three"]


def test_a_party_entered_again_is_described_better_and_stays_one() -> None:
    first = party("exampleton", note="")
    second = party("exampleton", note="on the river")
    assert (first.pk, Party.objects.filter(key="exampleton").count()) == (second.pk, 1)
    events = Entry.objects.filter(subject=first.subject).order_by("number").values_list("event", flat=True)
    assert list(events) == ["registry.party.entered", "registry.party.described_again"]


def test_a_partnership_is_found_by_a_name_that_was_given_later() -> None:
    friendship()
    party("there", names={"ko": ["저기"]})
    assert {each.kind for each in find("저기")} == {"party"}
    party("here", names={"ko": ["여기"]})
    assert {each.kind for each in find("저기 여기")} == {"partnership"}


def test_a_reader_may_not_enter_a_city_and_nothing_changes() -> None:
    reader = Actor("officer", "reader", "A reader")
    with pytest.raises(NotAllowed):
        enter_party(PartyDraft(key="x", kind=PartyKind.CITY, name="X"), actor=reader, at=AT)
    assert not Party.objects.filter(key="x").exists()
    assert not find("X").total


def test_only_one_party_is_us() -> None:
    party("us", is_node=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        party("them", is_node=True)
    assert list(Party.objects.filter(is_node=True).values_list("key", flat=True)) == ["us"]


@pytest.mark.parametrize(
    ("kind", "counts_as"),
    [
        (PartyKind.CITY, DonorKind.CITY),
        (PartyKind.DISTRICT, DonorKind.DISTRICT),
        (PartyKind.COUNTRY, DonorKind.NATIONAL_GOVERNMENT),
        (PartyKind.MINISTRY, DonorKind.NATIONAL_GOVERNMENT),
        (PartyKind.REGION, DonorKind.LOCAL_GOVERNMENT),
        (PartyKind.COMPANY, DonorKind.COMPANY),
        (PartyKind.INTERNATIONAL_ORGANISATION, DonorKind.INTERNATIONAL_ORGANISATION),
    ],
)
def test_every_party_counts_as_a_kind_of_donor(kind: PartyKind, counts_as: DonorKind) -> None:
    assert party("giver", kind).donor_kind == counts_as


def test_a_body_directly_under_its_country_counts_as_national_government() -> None:
    country = party("somewhere", PartyKind.COUNTRY)
    city = party("town", parent=country, country=country)
    assert (
        party("police", PartyKind.GOVERNMENT_BODY, parent=country, country=country).donor_kind == "national government"
    )
    assert party("town-hall", PartyKind.GOVERNMENT_BODY, parent=city, country=country).donor_kind == "local government"


def test_contradicting_years_stand_side_by_side() -> None:
    said = source()
    friends = friendship(
        StatementDraft(key="s1", aspect=Aspect.SINCE_YEAR, words="1983", language="en", source=said, value=1983),
        StatementDraft(key="s2", aspect=Aspect.SINCE_YEAR, words="1993", language="en", source=said, value=1993),
    )
    assert sorted(each.value_int for each in friends.statements.all()) == [1983, 1993]


def test_only_one_since_year_can_be_decided() -> None:
    said = source()
    both = [
        StatementDraft(
            key=f"s{year}",
            aspect=Aspect.SINCE_YEAR,
            words=str(year),
            language="en",
            source=said,
            value=year,
            decided=True,
        )
        for year in (1983, 1993)
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        friendship(*both)
    assert PartnershipStatement.objects.count() == 0


def test_decided_terms_do_not_overlap_but_may_follow_each_other() -> None:
    friends = friendship()
    decide_term(friends, since=date(1983, 1, 1), until=date(2000, 1, 1), actor=CLERK, at=AT)
    with pytest.raises(NotNow):
        decide_term(friends, since=date(1999, 12, 31), until=None, actor=CLERK, at=AT)
    decide_term(friends, since=date(2000, 1, 1), until=None, actor=CLERK, at=AT)
    assert friends.terms.count() == 2


def test_a_person_is_found_by_office_and_stands_with_the_party() -> None:
    city = party("exampleton")
    mayor = enter_person(PersonDraft(key="doe", name="Jane Doé"), actor=CLERK, at=AT)
    enter_office(
        OfficeDraft(
            key="doe-office", party=city, person=mayor, title="Bürgermeisterin von Exampleton", language="de",
            translations={"en": "Mayor of Exampleton"}, attested_on=date(2020, 3, 25),
        ),
        actor=CLERK,
        at=AT,
    )  # fmt: skip
    assert list(queries.persons_of(city)) == [mayor]
    assert [each.key for each in find("jane doe mayor")] == ["doe"]
    assert [each.key for each in find("buergermeisterin exampleton")] == ["doe"]


def test_a_quotation_is_found_in_its_language_and_in_our_translation() -> None:
    enter_quotation(
        QuotationDraft(
            key="q", state=QuotationState.QUOTATION, text="Wir stehen zusammen.", language="de", source=source(),
            translations={"en": "We stand together."}, voice="Jemand",
        ),
        actor=CLERK,
        at=AT,
    )  # fmt: skip
    assert [(each.key, each.language) for each in find("stehen zusammen", language="de")] == [("q", "de")]
    assert [(each.key, each.language) for each in find("stand together")] == [("q", "en")]


def test_the_tree_puts_each_party_under_its_parent() -> None:
    country = party("somewhere", PartyKind.COUNTRY)
    town = party("town", parent=country)
    party("quarter", PartyKind.DISTRICT, parent=town)
    party("anywhere", PartyKind.COUNTRY)
    branches = [(branch.party.key, branch.depth) for branch in queries.party_tree()]
    assert branches == [("anywhere", 0), ("somewhere", 0), ("town", 1), ("quarter", 2)]
