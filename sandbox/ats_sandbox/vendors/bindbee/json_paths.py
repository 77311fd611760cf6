"""JMESPath expressions that clients write. What one may cost is counted, so that no answer depends on the machine."""

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from threading import Lock
from typing import Any

from jmespath.functions import Functions
from jmespath.lexer import Lexer
from jmespath.parser import Parser
from jmespath.visitor import Options, TreeInterpreter

LONGEST = 1_024
"""Characters of an expression."""
DEEPEST = 60
"""Levels of an expression, and of the values that it makes."""
MOST_STEPS = 10_000
"""What one expression may take on one record: a step is a node that is visited, or a value that is looked at."""
MOST_STEPS_OF_ANSWER = 400_000
"""What all expressions of one answer may take together."""
WORD = 64
"""Characters of a text that count as one value."""

_OPENING = frozenset({"lparen", "lbracket", "lbrace", "filter"})
_CLOSING = frozenset({"rparen", "rbracket", "rbrace"})
_DEEPENING = frozenset({"star", "flatten", "filter", "colon", "not", "expref"})
_PLAIN = frozenset({"field", "subexpression", "index", "index_expression", "identity", "current", "pipe"})
"""Nodes that only lead to a part of a value."""
_MAKING = frozenset(
    {
        *("literal", "multi_select_list", "multi_select_dict", "slice", "flatten", "function_expression"),
        *("projection", "filter_projection", "value_projection"),
    }
)
"""Nodes that make values."""

_FAILURES = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError)
"""What the library raises: its own errors are ValueErrors, and others come from operands that it does not expect."""
_parsing = Lock()


class InvalidPath(Exception):
    """An expression that is none, fails on a value, or takes too much."""


class Allowance:
    """The steps that are left for an answer."""

    def __init__(self, steps: int = MOST_STEPS_OF_ANSWER) -> None:
        self.left = steps


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression; a `plain` one makes nothing, and gives a part of what it is applied to."""

    tree: Any
    plain: bool


@lru_cache(maxsize=1_000)
def parsed(text: str) -> Expression | None:
    """The expression of a text; None where it is none, or too large."""
    if len(text) > LONGEST:
        return None
    try:
        with _parsing, warnings.catch_warnings():
            warnings.simplefilter("ignore", PendingDeprecationWarning)  # a form of literals that is still understood
            if _nesting(text) > DEEPEST:
                return None
            tree = Parser().parse(text).parsed
            Parser.purge()
    except _FAILURES:
        return None
    kinds: set[str] = set()
    level = [tree]
    for _ in range(DEEPEST):
        kinds.update(node["type"] for node in level)
        level = [inner for node in level for inner in node["children"] if isinstance(inner, dict)]
    return None if level else Expression(tree, kinds <= _PLAIN)


def _nesting(text: str) -> int:
    """How deep the parser may go: the brackets that are open at once, and all that binds what comes after it."""
    opened = deepest = deepening = 0
    for token in Lexer().tokenize(text):
        kind = token["type"]
        opened += (kind in _OPENING) - (kind in _CLOSING)
        deepest = max(deepest, opened)
        deepening += kind in _DEEPENING
    return deepest + deepening


class JsonPaths:
    """Applies expressions to one JSON value."""

    def __init__(self, value: Any, allowance: Allowance) -> None:
        self.value = value
        self.allowance = allowance
        self.scales = _Scales()

    def resolve(self, text: str) -> Any:
        """What an expression gives, a JSON value. Raises InvalidPath."""
        expression = parsed(text)
        if expression is None:
            raise InvalidPath
        meter = _Meter(self.allowance, self.scales)
        try:
            if not expression.plain:
                self.scales.weigh(self.value)
            found = _Interpreter(meter).visit(expression.tree, self.value)
            if not expression.plain:
                self.scales.weigh(found)
        except _FAILURES:
            raise InvalidPath from None
        return found


def _length(text: str) -> int:
    """The weight of a text. Raises ValueError for half a character, which JSON cannot carry."""
    if not text.isascii():
        text.encode()
    return 1 + len(text) // WORD


class _Scales:
    """Weighs JSON values: a value counts wherever it occurs, and nothing may be heavier than what may be taken.

    So whatever walks through a value ends soon, however often its parts are shared.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, int]] = {}
        self._kept: list[object] = []

    def weigh(self, value: object) -> int:
        """The weight of a value. Raises ValueError for too heavy a one, and for one that JSON does not have."""
        return self._measure(value)[0]

    def _measure(self, value: object) -> tuple[int, int]:
        """The weight and the height."""
        if isinstance(value, str):
            return _length(value), 0
        if isinstance(value, float) and not isfinite(value):
            raise ValueError("no JSON number")
        if value is None or isinstance(value, bool | int | float):
            return 1, 0
        if not isinstance(value, list | dict):
            raise TypeError("no JSON value")
        known = self._known.get(id(value))
        if known is None:
            weight, height = 1, 0
            parts: Iterable[object] = value
            if isinstance(value, Mapping):
                weight += sum(map(_length, value)) - len(value)
                parts = value.values()
            for part in parts:
                more, below = self._measure(part)
                weight, height = weight + more, max(height, below + 1)
                if weight > MOST_STEPS or height > DEEPEST:
                    raise ValueError("too large a value")
            known = self._known[id(value)] = weight, height
            self._kept.append(value)  # or another value might get its id
        return known


@dataclass(slots=True)
class _Meter:
    allowance: Allowance
    scales: _Scales
    left: int = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Take steps. Raises ValueError when there are too few."""
        self.left -= steps
        self.allowance.left -= steps
        if self.left < 0 or self.allowance.left < 0:
            raise ValueError("too many steps")


class _Functions(Functions):
    """The functions of the language, whose arguments are counted before they are walked through."""

    meter: _Meter

    def call_function(self, function_name: str, resolved_args: Iterable[Any]) -> Any:
        arguments = list(resolved_args)
        scales = self.meter.scales
        self.meter.spend(sum(scales.weigh(one) for one in arguments if isinstance(one, str | list | dict)))
        return super().call_function(function_name, arguments)


class _Interpreter(TreeInterpreter):
    """The interpreter, which counts."""

    def __init__(self, meter: _Meter) -> None:
        functions = _Functions()
        functions.meter = meter
        super().__init__(Options(custom_functions=functions))
        self.meter = meter

    def visit(self, node: Any, *args: Any, **kwargs: Any) -> Any:
        self.meter.spend(1)
        value = super().visit(node, *args, **kwargs)
        if node["type"] in _MAKING:
            self.meter.spend(self.meter.scales.weigh(value))
        return value
