"""Shared things carry a time-ordered identity that no two cities can give twice."""

from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """A fresh UUID version 7 (RFC 9562): ordered by time, unique everywhere."""
    return compat.uuid7()
