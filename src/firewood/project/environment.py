"""What the office may set from outside: every FIREWOOD_* variable, its meaning and its allowed values.

This is the only place that reads them. Nothing needs to be set to try the program. A name that is not listed here, a
value that cannot be read, or two values that contradict each other stop the start.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from firewood.project.folder import DEMONSTRATION_MARK

LANGUAGES = ("en", "de", "zh-hans")
LOG_LEVELS = ("debug", "info", "warning", "error")
HERE = ("127.0.0.1", "::1", "localhost")
DEMONSTRATION_DAY = date(2020, 10, 9)
PART, SUPERVISED = "_FIREWOOD_PART", "_FIREWOOD_SUPERVISED"  # told by the supervisor to its children, by nobody else
NOT_OURS = "FIREWOOD_TEST_"  # read by the tests alone


class BadSetting(Exception):
    """A FIREWOOD_* variable that is unknown, cannot be read, or contradicts another; the text names the way out."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name}={value!r} is refused. Allowed: {allowed}")
        self.name, self.value, self.allowed = name, value, allowed


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Everything that was set from outside, read and checked."""

    data: Path
    database_url: str
    port: int
    bind: str
    language: str
    zone: str
    clock: str
    public_url: str
    second_factor: str
    log: str
    room_kept: int  # MiB that must stay free; below, nothing new is written down
    ballast: int  # MiB of the file that is given up when the disk is full
    mail_server: str  # empty: mails are kept as files and sent to nobody
    mail_from: str
    mail_hour: int  # from this hour of the node's zone on the morning mail goes
    demonstration: bool
    part: str  # which part of the node this process is: web, worker, or a command


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One FIREWOOD_* variable: its default, how it is read, and the sentence that says what is allowed."""

    default: str
    read: Callable[[str], object]
    allowed: str


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(value)
        return value

    return read


def _port(value: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", value) or not 1 <= int(value) <= 65535:
        raise ValueError(value)
    return int(value)


def _mebibytes(value: str) -> int:
    if not re.fullmatch("[0-9]{1,7}", value):
        raise ValueError(value)
    return int(value)


def _day(value: str) -> str:
    return date.fromisoformat(value).isoformat() if value else ""


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError(value)
    return ZoneInfo(value).key


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise ValueError(value)
    return value.rstrip("/")


def _database_address(value: str) -> str:
    if value and (urlsplit(value).scheme not in ("postgres", "postgresql") or len(urlsplit(value).path) < 2):
        raise ValueError(value)
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z.:-]+", value):
        raise ValueError(value)
    return value


def _mail_server(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path or parts.query):
        raise ValueError(value)
    if value and parts.port == 0:
        raise ValueError(value)
    return value


def _mail_address(value: str) -> str:
    if value and not re.fullmatch(r"[^@\s<>,;\"]+@[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)+", value):
        raise ValueError(value)
    return value


def _hour(value: str) -> int:
    if not re.fullmatch("[0-9]{1,2}", value) or int(value) > 23:
        raise ValueError(value)
    return int(value)


def _folder(value: str) -> Path:
    if not value:
        raise ValueError(value)
    return Path(value).expanduser().absolute()


VARIABLES: dict[str, Variable] = {
    "FIREWOOD_DATA": Variable(default="var/demo", read=_folder, allowed="a folder; it is made when it is missing"),
    "FIREWOOD_DATABASE_URL": Variable(
        default="",
        read=_database_address,
        allowed="empty for the built-in PostgreSQL, or postgresql://user:password@host:port/database of a server >= 18",
    ),
    "FIREWOOD_PORT": Variable(default="8020", read=_port, allowed="a port from 1 to 65535"),
    "FIREWOOD_BIND": Variable(default="127.0.0.1", read=_address, allowed="an address of this machine"),
    "FIREWOOD_LANGUAGE": Variable(default="en", read=_one_of(*LANGUAGES), allowed=", ".join(LANGUAGES)),
    "FIREWOOD_ZONE": Variable(default="Asia/Shanghai", read=_zone, allowed="a time zone such as Asia/Shanghai"),
    "FIREWOOD_CLOCK": Variable(default="", read=_day, allowed="empty for real time, or a day such as 2020-10-09"),
    "FIREWOOD_PUBLIC_URL": Variable(default="", read=_web_address, allowed="empty, or https://name.of.the.office"),
    "FIREWOOD_ROOM_KEPT": Variable(default="256", read=_mebibytes, allowed="a whole number of MiB, 0 for none"),
    "FIREWOOD_BALLAST": Variable(default="256", read=_mebibytes, allowed="a whole number of MiB, 0 for none"),
    "FIREWOOD_MAIL_SERVER": Variable(
        default="",
        read=_mail_server,
        allowed="empty, or smtp://user:password@host:587 (encrypted by STARTTLS), or smtps://user:password@host:465",
    ),
    "FIREWOOD_MAIL_FROM": Variable(default="", read=_mail_address, allowed="empty, or an address: office@example.org"),
    "FIREWOOD_MAIL_HOUR": Variable(default="7", read=_hour, allowed="an hour of the day from 0 to 23"),
    "FIREWOOD_SECOND_FACTOR": Variable(default="acts", read=_one_of("acts", "always"), allowed="acts, always"),
    "FIREWOOD_LOG": Variable(default="info", read=_one_of(*LOG_LEVELS), allowed=", ".join(LOG_LEVELS)),
}


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Read and check all FIREWOOD_* variables of `environ`; raises BadSetting for the first that is refused."""
    _refuse_unknown(environ)
    values = {name: _read_one(name, variable, environ) for name, variable in VARIABLES.items()}
    _refuse_contradictions(values)
    # Who names no folder gets the demonstration's, so nobody's real work lands there by mistake.
    marked = (Path(str(values["FIREWOOD_DATA"])) / DEMONSTRATION_MARK).exists()
    demonstration = marked or "FIREWOOD_DATA" not in environ
    if demonstration and values["FIREWOOD_MAIL_SERVER"]:
        raise BadSetting("FIREWOOD_MAIL_SERVER", "…", "empty in the demonstration, which never sends anything")
    if demonstration and "FIREWOOD_CLOCK" not in environ:
        values["FIREWOOD_CLOCK"] = DEMONSTRATION_DAY.isoformat()
    fields = {name.removeprefix("FIREWOOD_").lower(): value for name, value in values.items()}
    part = environ.get(PART, "command")
    return Environment(**fields, demonstration=demonstration, part=part)  # type: ignore[arg-type]


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    for name in sorted(environ):
        if name.startswith("FIREWOOD_") and not name.startswith(NOT_OURS) and name not in VARIABLES:
            raise BadSetting(name, environ[name], "one of the names " + ", ".join(VARIABLES))


def _read_one(name: str, variable: Variable, environ: Mapping[str, str]) -> object:
    value = environ.get(name, variable.default)
    try:
        return variable.read(value)
    except ValueError:
        raise BadSetting(name, re.sub(r"//[^@/]*@", "//…@", value), variable.allowed) from None


def _refuse_contradictions(values: Mapping[str, object]) -> None:
    if values["FIREWOOD_BIND"] not in HERE and not values["FIREWOOD_PUBLIC_URL"]:
        raise BadSetting(
            "FIREWOOD_BIND",
            str(values["FIREWOOD_BIND"]),
            "127.0.0.1 while FIREWOOD_PUBLIC_URL is empty: an office that others can reach needs a name",
        )
    if values["FIREWOOD_MAIL_SERVER"] and not values["FIREWOOD_MAIL_FROM"]:
        raise BadSetting(
            "FIREWOOD_MAIL_FROM", "", "an address, because FIREWOOD_MAIL_SERVER is set: who sends the mail"
        )
    if values["FIREWOOD_MAIL_FROM"] and not values["FIREWOOD_MAIL_SERVER"]:
        raise BadSetting(
            "FIREWOOD_MAIL_FROM",
            str(values["FIREWOOD_MAIL_FROM"]),
            "empty while FIREWOOD_MAIL_SERVER is empty: without a server nothing is sent",
        )
