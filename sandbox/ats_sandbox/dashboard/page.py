"""What a page is: its place, what it shows, and what can be done on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ats_sandbox.dashboard.form import Form
from ats_sandbox.dashboard.visit import Visit

Values = Mapping[str, Any]
"""What a template is given, by name."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do: a form that is sent to `<page>/<name>`.

    `do` may raise Refused, which the page then shows beside the form. Otherwise the page is shown anew with `done`, and
    with the query that `do` gives, if any.
    """

    name: str
    done: str
    do: Callable[[Visit, Form], Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class Page:
    """A page at `/_sandbox/ui/<name>`, rendered with `<name>.html` unless another `template` is named.

    `show` gives what the template needs beside `visit`, `page`, `pages`, `done`, `refusal` and `form`. `about` is its
    description for those who do not know it yet. Without a `title` for the navigation it is not listed there.
    """

    name: str
    title: str
    about: str
    show: Callable[[Visit], Values] = lambda visit: {}
    actions: tuple[Action, ...] = ()
    template: str = ""

    @property
    def file(self) -> str:
        """The name of its template."""
        return self.template or f"{self.name}.html"

    def action(self, name: str) -> Action | None:
        """The action of that name."""
        return next((one for one in self.actions if one.name == name), None)
