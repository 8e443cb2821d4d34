"""The frame around every page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_sign_in_page_stands_in_the_frame(client: Client) -> None:
    answer = client.get("/sign-in/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.index('class="skip"') < page.index('class="brand"')
    assert '<html lang="en" dir="ltr">' in page
    assert "How we know" in page
    assert "style=" not in page
    assert 'class="way"' not in page
