"""Assertions on a journal: what they ask, what it comes to, and the exit status for CI."""

import sys
from collections.abc import Sequence

import click

from ats_sandbox.commands.declarations import Request, operation
from ats_sandbox.commands.remote import Remote
from ats_sandbox.control.wire import WireObject

UNKNOWN = 4
"""The exit status when an assertion depends on exchanges that were dropped. 1: it does not hold; 0: it does."""


class JournalAssertion:
    """Several conditions on one journal. `answers` are the documents that they were judged by."""

    def __init__(self, remote: Remote) -> None:
        self.answers: dict[str, WireObject] = {}
        self.reasons: list[str] = []
        self._remote = remote
        self._verdicts: list[bool | None] = []

    @property
    def holds(self) -> bool | None:
        """Whether all conditions hold; None when that depends on dropped exchanges."""
        return False if False in self._verdicts else None if None in self._verdicts else True

    def count(self, request: Request, exactly: int | None, at_least: int | None, at_most: int | None) -> None:
        """The number of matching exchanges is within bounds."""
        tally = self.answers["count"] = self._remote.send(request)
        self._verdicts.append(within(tally, exactly, at_least, at_most))
        found = f"at least {tally['at_least']}" if tally["count"] is None else tally["count"]
        self.reasons.append(f"{found} fit, asked for {asked_for(exactly, at_least, at_most)}")

    def order(self, steps: Sequence[str]) -> None:
        """Operations were called in this order."""
        request = operation("ask_in_order").request(steps=[step_of(one) for one in steps])
        order = self.answers["order"] = self._remote.send(request)
        self._verdicts.append(order["happened"])
        missing = "" if order["missing"] is None else f"; {order['missing']} is not there"
        self.reasons.append(f"in this order: {order['answer']} (exchanges {order['found']}){missing}")

    def all_called(self, vendor: str | None) -> None:
        """Every operation, of one vendor or of all, was called."""
        found = self.answers["never_called"] = self._remote.send(operation("list_never_called").request(vendor=vendor))
        self._verdicts.append(None if not found["complete"] else not found["never_called"])
        self.reasons += [f"never called: {one['vendor']} {one['operation']}" for one in found["never_called"]]


def asked_for(exactly: int | None, at_least: int | None, at_most: int | None) -> str:
    """The bounds of a count in words."""
    bounds = {"exactly": exactly, "at least": at_least, "at most": at_most}
    return " and ".join(f"{name} {bound}" for name, bound in bounds.items() if bound is not None)


def within(tally: WireObject, exactly: int | None, at_least: int | None, at_most: int | None) -> bool | None:
    """Whether a count is within bounds; None when that depends on what was dropped."""
    known, count = tally["at_least"], tally["count"]
    most = min(one for one in (exactly, at_most, float("inf")) if one is not None)
    least = max(one for one in (exactly, at_least, 0) if one is not None)
    if known > most:
        return False
    if count is None:
        return True if known >= least and most == float("inf") else None
    return bool(count >= least)


def step_of(text: str) -> dict[str, str]:
    """`OPERATION=STATUS` in its two parts."""
    operation, equals, status = text.partition("=")
    return {"operation": operation, "status": status} if equals else {"operation": operation}


def exit_with(holds: bool | None, answer: WireObject) -> None:
    """End with the exit status of a verdict."""
    if holds is None:
        warn_of_dropped(answer)
        sys.exit(UNKNOWN)
    if not holds:
        sys.exit(1)


def warn_of_dropped(answer: WireObject) -> None:
    """Print how many exchanges are gone."""
    if answer["dropped"]:
        click.echo(f"{answer['dropped']} exchanges were dropped to make room", err=True)
