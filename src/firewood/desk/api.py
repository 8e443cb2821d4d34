"""The door for other programs: /api/v1/ with its frame, refusals, search, the journal of a thing, and a manual."""

import re
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError

from firewood.accounts.api import ClientRequest, TokenKey
from firewood.aid.api.writes import router as aid
from firewood.desk.finding import as_json, find_everything
from firewood.journal.models import Entry
from firewood.journal.paging import MOST, page_of
from firewood.journal.refusals import NotFound, Problem, Refused, Unreadable, refusal_as_json
from firewood.journal.standing import Status
from firewood.registry.api import router as registry
from firewood.solidarity.api import router as solidarity
from firewood.supplies.api import router as supplies

api = NinjaAPI(
    title="Firewood",
    version="1",
    description="Read and write the same acts as the pages. Quantities are whole numbers; what is unknown is null.",
    auth=TokenKey(),
    docs_url=None,
    urls_namespace="api",
)
desk = Router(tags=["desk"])
Limit = Annotated[int, Query(ge=1, le=MOST)]


@desk.get("/search", summary="Find anything by its words, the best first")
def search(
    request: ClientRequest,
    words: Annotated[str, Query(min_length=1, max_length=200)],
    exercise: bool = False,  # noqa: FBT001, FBT002
    language: Annotated[str, Query(max_length=35)] = "en",
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    limit: Limit = 50,
) -> dict[str, Any]:
    status = Status.EXERCISE if exercise else Status.ACTUAL
    found = find_everything(words, status=status, language=language, limit=limit, offset=offset)
    return {"results": [as_json(result) for result in found], "total": found.total, "guessed": found.guessed}


@desk.get("/journal", summary="What happened to one thing, the latest first")
def journal(
    request: ClientRequest, subject: Annotated[str, Query(max_length=120)], after: str = "", limit: Limit = 50
) -> dict[str, Any]:
    return page_of(Entry.objects.filter(subject=subject), after=after, limit=limit, show=_line, by="-number")


def _line(entry: Entry) -> dict[str, Any]:
    actor = {"kind": entry.actor_kind, "name": entry.actor_name, "office": entry.actor_office}
    told = {"number": entry.number, "at": entry.at, "event": entry.event, "subject": entry.subject}
    return {**told, "actor": actor, "status": entry.status, "facts": entry.facts}


for router in (registry, supplies, aid, solidarity, desk):
    api.add_router("", router)


@api.exception_handler(Refused)
def refuse(request: HttpRequest, refused: Any) -> HttpResponse:
    return api.create_response(request, refusal_as_json(refused), status=refused.status)


@api.exception_handler(ValidationError)
def refuse_unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    return refuse(request, Unreadable([_problem(found) for found in error.errors]))


@api.exception_handler(AuthenticationError)
def refuse_stranger(request: HttpRequest, _error: Any) -> HttpResponse:
    told = Refused("no_token", _("Send a token that is valid now: Authorization: Bearer …"))
    response = api.create_response(request, refusal_as_json(told), status=401)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def refuse_body(request: HttpRequest, error: Any) -> HttpResponse:
    sentence = _("The body is not JSON that can be read.")
    told = Unreadable([Problem("body", sentence)]) if error.status_code == 400 else Refused("refused", str(error))
    return api.create_response(
        request, refusal_as_json(told), status=422 if error.status_code == 400 else error.status_code
    )


@api.exception_handler(Http404)
def refuse_nothing(request: HttpRequest, _error: Any) -> HttpResponse:
    return refuse(request, NotFound("not_found", _("There is nothing here.")))


def _problem(found: dict[str, Any]) -> Problem:
    """Where pydantic found it, as field and row: ("body", "sent", "lines", 2, "quantity") is quantity in row 3."""
    path = [part for part in found["loc"] if part not in {"body", "query", "path", "sent"}]
    row = next((part + 1 for part in path if isinstance(part, int)), None)
    names = [str(part) for part in path if not isinstance(part, int)]
    return Problem(names[-1] if names else "body", str(found["msg"]), row)


def manual(request: HttpRequest) -> HttpResponse:
    """The page that says what can be asked and told, made from the OpenAPI document; nothing comes from elsewhere."""
    document = api.get_openapi_schema()
    operations = [
        _operation(method, path, described, document)
        for path, methods in document["paths"].items()
        for method, described in methods.items()
    ]
    groups: dict[str, list[dict[str, Any]]] = {}
    for operation in operations:
        groups.setdefault(operation["group"], []).append(operation)
    return render(request, "desk/api.html", {"groups": groups, "version": document["info"]["version"]})


def _operation(method: str, path: str, described: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    sent = described.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return {
        "group": described["tags"][0],
        "method": method.upper(),
        "path": path,
        "summary": described["summary"],
        "parameters": [_named(each["name"], each["schema"], each["required"]) for each in described["parameters"]],
        "fields": _fields(sent, document),
    }


def _fields(schema: dict[str, Any], document: dict[str, Any]) -> list[dict[str, str]]:
    schema = next(iter(schema.get("anyOf", [])), schema)
    known = document["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], {})
    required = known.get("required", [])
    return [_named(name, field, name in required) for name, field in known.get("properties", {}).items()]


def _named(name: str, schema: dict[str, Any], required: bool) -> dict[str, Any]:  # noqa: FBT001
    return {"name": name, "kind": _kind(schema), "required": required}


def _kind(schema: dict[str, Any]) -> str:
    """What a field holds, in a word or two."""
    options = [option for option in schema.get("anyOf", schema.get("allOf", [])) if option.get("type") != "null"]
    if options:
        return _kind(options[0])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "$ref" in schema:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", schema["$ref"].rpartition("/")[2]).lower()
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type", "anything"))
