"""Numbers as the command line takes them."""

from math import isfinite

import click
from click.types import FloatParamType


class WholeNumber(click.IntRange):
    """A whole number within bounds."""

    name = "number"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of a text."""
        try:
            number = int(value)
        except ValueError:
            self.fail(f"{value!r} is not a whole number{self._bounds()}", param, ctx)
        if (self.min is not None and number < self.min) or (self.max is not None and number > self.max):
            self.fail(f"{number} is not a whole number{self._bounds()}", param, ctx)
        return number

    def _describe_range(self) -> str:
        """The bounds as help shows them; nothing of a number without any."""
        return "" if self.min is None and self.max is None else super()._describe_range()

    def _bounds(self) -> str:
        if self.min is None and self.max is None:
            return ""
        return f" of {self.min} or more" if self.max is None else f" from {self.min} to {self.max}"


class Number(FloatParamType):
    """A number that JSON can write: neither endless nor none."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number of a text."""
        try:
            number = float(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a number", param, ctx)
        if not isfinite(number):
            self.fail(f"{value!r} is not a number with an end", param, ctx)
        return number
