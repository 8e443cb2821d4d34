"""Every action says who did it and when, and is called as the clerk says it."""

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from firewood.journal.action import ACTIONS

EMPTY_VERBS = ("process_", "handle_", "do_", "update_status", "manage_", "execute_")


def _load() -> list[tuple[str, Callable[..., Any]]]:
    for config in apps.get_app_configs():
        if config.name.startswith("firewood.") and importlib.util.find_spec(f"{config.name}.actions"):
            module = importlib.import_module(f"{config.name}.actions")
            for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
                importlib.import_module(f"{module.__name__}.{found.name}")
    return sorted((name, act) for name, act in ACTIONS.items() if act.__module__.startswith("firewood."))


@pytest.mark.parametrize(("name", "act"), _load())
def test_an_action_has_its_actor_its_moment_and_its_sentence(name: str, act: Callable[..., Any]) -> None:
    parameters = inspect.signature(act).parameters
    for needed in ("actor", "at"):
        assert parameters[needed].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters[needed].default is inspect.Parameter.empty
    positional = [one for one in parameters.values() if one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    assert len(positional) <= 1
    assert (act.__doc__ or "").strip()


@pytest.mark.parametrize(("name", "act"), _load())
def test_an_action_is_called_by_a_verb_of_the_office(name: str, act: Callable[..., Any]) -> None:
    assert not act.__name__.startswith(EMPTY_VERBS)
