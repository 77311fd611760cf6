"""Seed documents as they come: TOML or JSON, from a file or a request."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ats_sandbox.contract.refusal import Violation
from ats_sandbox.control.seeding.refused import SeedRefused, fault

LARGEST = 2**63 - 1
"""No number is larger than this, nor smaller than its opposite."""


@dataclass(frozen=True, slots=True)
class Document:
    """Plain JSON values by section and name; `file` is what errors call it."""

    data: Mapping[str, Any]
    file: str = "body"

    @classmethod
    def of(cls, source: "Document | Mapping[str, Any] | str | Path", file: str | None = None) -> "Document":
        """A document from a mapping, or from the file at a path (`.json`, else TOML). Raises SeedRefused."""
        if isinstance(source, Document):
            return source
        if isinstance(source, Mapping):
            return cls(_plain_object(source, file or "body"), file or "body")
        path = Path(source)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise SeedRefused.of(str(path), [fault(f"cannot be read: {error.strerror or error}")]) from None
        return cls.read(content, path.name, toml=path.suffix.lower() != ".json")

    @classmethod
    def read(cls, content: bytes, file: str, *, toml: bool) -> "Document":
        """A document from its text. Raises SeedRefused for what is no TOML or JSON, or names something twice."""
        language = "TOML" if toml else "JSON"
        try:
            text = content.decode("utf-8-sig")
            data = tomllib.loads(text) if toml else json.loads(text, object_pairs_hook=_once)
        except _Twice as twice:
            raise SeedRefused.of(
                file, [fault("stands there twice; give the second one another name", twice.name)]
            ) from None
        except (ValueError, RecursionError) as error:
            raise SeedRefused.of(file, [fault(f"is no {language}: {error or 'nested too deeply'}")]) from None
        if not isinstance(data, dict):
            raise SeedRefused.of(file, [fault('must be an object of sections, such as {"candidates": {…}}')])
        return cls(_plain_object(data, file), file)


class _Twice(ValueError):
    """An object with two members of one name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, value in pairs:
        if name in told:
            raise _Twice(name)
        told[name] = value
    return told


def _plain_object(data: Mapping[str, Any], file: str) -> dict[str, Any]:
    faults: list[Violation] = []
    try:
        plain = dict(_members(data, (), faults))
    except RecursionError:
        raise SeedRefused.of(file, [fault("is nested too deeply")]) from None
    if faults:
        raise SeedRefused.of(file, faults)
    return plain


def _members(
    data: Mapping[str, Any], path: tuple[str | int, ...], faults: list[Violation]
) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        yield str(name), _plain(value, (*path, str(name)), faults)


def _plain(value: Any, path: tuple[str | int, ...], faults: list[Violation]) -> Any:
    """A value as JSON has it: dates and times as ISO 8601 texts."""
    if isinstance(value, Mapping):
        return dict(_members(value, path, faults))
    if isinstance(value, list | tuple):
        return [_plain(one, (*path, at), faults) for at, one in enumerate(value)]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float) and abs(value) <= LARGEST:
        return value
    faults.append(
        fault("must be a text, a number of 64 bits, a date, true or false, a list or a table", *path, value=repr(value))
    )
    return None
