"""A colleague of the office at the pages, without a browser."""

import re
import time
from html import unescape

from django.http import HttpResponse
from django.test import Client

from firewood.accounts.models import Officer
from firewood.accounts.requests import SECOND_FACTOR
from firewood.accounts.states import Duty


def officer(
    *duties: Duty, language: str = "en", login: str = "liu", second_factor: bool = True, **more: object
) -> Client:
    """A client that is signed in with these duties, and gave a second factor unless told not to."""
    person = Officer(login=login, name="Liu", office="Foreign Affairs Office", duties=[str(duty) for duty in duties])
    person.language = language
    for name, value in more.items():
        setattr(person, name, value)
    person.set_password("warm-hands-2020")
    person.save()
    client = Client()
    client.force_login(person)
    if second_factor:
        session = client.session
        session[SECOND_FACTOR] = time.time()
        session.save()
    return client


def rows(*lines: tuple[str, ...], **head: str) -> dict[str, str]:
    """The data of a form with rows: item, quantity, unit, and in which box."""
    data = {"lines": str(len(lines)), **head}
    for number, line in enumerate(lines):
        names = ("item", "quantity", "unit", "box")
        data |= {f"line-{number}-{name}": value for name, value in zip(names, line, strict=False)}
        data[f"line-{number}-quality"] = "exact"
    return data


def words_of(answer: HttpResponse, part: str = "main") -> str:
    """What stands on a page, or in the first part of it with this class or tag, without tags."""
    page = answer.content.decode()
    found = re.search(rf'<(\w+)[^>]*\bclass="{part}\b[^>]*>(.*?)</\1>', page, re.DOTALL)
    found = found or re.search(rf"<({part})\b[^>]*>(.*)</\1>", page, re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", found.group(2) if found else page)
    return re.sub(r"\s+([.,:;?!)]|$)", r"\1", " ".join(unescape(text).split()))
