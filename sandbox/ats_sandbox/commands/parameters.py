"""The arguments and options of a command, made of the inputs that an operation declares."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import click

from ats_sandbox.commands.declarations import DeclaredOperation, Input
from ats_sandbox.commands.numbers import Number, WholeNumber
from ats_sandbox.commands.texts import Text
from ats_sandbox.control.wire import WireObject, WireValue


def pair(text: str) -> tuple[str, str]:
    """`NAME=TEXT` in its two parts: one member of an object with any members."""
    name, equals, value = Text()(text).partition("=")
    if not name or not equals:
        raise click.BadParameter(f"{text!r} is not NAME=TEXT")
    return name, value


def json_file(path: str) -> WireValue:
    """The JSON document of a file; `-` is the standard input."""
    try:
        with click.open_file(path, encoding="utf-8") as file:
            return json.load(file)
    except OSError as error:
        raise click.BadParameter(f"{path!r}: {error.strerror}") from None
    except ValueError as error:
        raise click.ClickException(f"{path} is not JSON: {error}") from None


class OwnOption(click.Option):
    """An option of one command, whose variable in the environment is called after the command and the option."""

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        """The value of `ATS_SANDBOX_<COMMAND>_<OPTION>`; None for none."""
        prefix, spelled = ctx.auto_envvar_prefix, max(self.opts, key=len)
        name = f"{prefix}_{spelled.lstrip('-').replace('-', '_').upper()}"
        return os.environ.get(name) or None if prefix else None


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a command spells the inputs of its operation, where that does not follow from the declaration.

    `fixed` inputs have one value and no option. `defaults` are values that are sent when none is given. `arguments` are
    optional inputs that come without the name of an option. `flags` name both sides of a switch (`--a/--b`), `names`
    options whose inputs are called what means something else here. Choices and bounds are the server's to check, so
    that there is one message for them, but for those of `checked`.
    """

    fixed: Mapping[str, str | bool] = field(default_factory=dict)
    defaults: Mapping[str, str | int] = field(default_factory=dict)
    arguments: Sequence[str] = ()
    flags: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    checked: Sequence[str] = ()
    omitted: Sequence[str] = ()

    def parameters(self, operation: DeclaredOperation) -> Iterator[click.Parameter]:
        """The command's parameters: arguments for what must be given, in the order of the declaration, then options."""
        offered = [one for one in operation.inputs if one.name not in self.omitted and one.name not in self.fixed]
        positional = [one for one in offered if one.required or one.name in self.arguments]
        yield from (self._argument(one) for one in positional)
        yield from (self._option(one) for one in offered if one not in positional)

    def values(self, operation: DeclaredOperation, given: WireObject) -> WireObject:
        """Take an operation's values by input from what click gives, and the fixed ones."""
        found: WireObject = dict(self.fixed)
        for one in operation.inputs:
            if variable(one) in given:
                found[one.name] = value_of(one, given.pop(variable(one)))
        return found

    def _argument(self, one: Input) -> click.Argument:
        default = self.defaults.get(one.name)
        return click.Argument(
            [variable(one)],
            metavar=one.name.upper(),
            type=self._type(one),
            required=one.required and default is None,
            default=default,
        )

    def _option(self, one: Input) -> click.Option:
        kind = kind_of(one.schema)
        default = self.defaults.get(one.name)
        about = plain(one.about)
        if kind == "boolean":
            spelled = self.flags.get(one.name, f"--{dashed(one.name)}/--no-{dashed(one.name)}")
            return OwnOption([variable(one), spelled], default=None, help=about)
        several = kind in ("array", "object")
        name = self.names.get(one.name) or (one.name.removesuffix("s") if several else one.name)
        return OwnOption(
            [variable(one), f"--{dashed(name)}"],
            type=self._type(one),
            multiple=several,
            default=default,
            show_default=default is not None,
            metavar=metavar(one, name),
            help=f"{about} May be given again.".strip() if several else about,
        )

    def _type(self, one: Input) -> object:
        kind = kind_of(one.schema)
        checked = one.name in self.checked
        if checked and one.choices:
            return click.Choice(one.choices)
        if checked and kind == "integer":
            return WholeNumber(one.schema.get("minimum"), one.schema.get("maximum"))
        if kind == "array":
            kind = kind_of(one.schema.get("items", {"type": "string"}))
        return {"string": Text(), "integer": WholeNumber(), "number": Number(), "object": pair}[kind]


def kind_of(schema: WireObject) -> str:
    """The JSON type that a command can be given; an array where that is one of several alternatives."""
    alternatives = [kind_of(one) for one in schema.get("oneOf", ()) if "type" in one]
    return str(schema["type"]) if "type" in schema else alternatives[0]


def value_of(one: Input, value: WireValue) -> WireValue:
    """A value as JSON; None for nothing."""
    if not isinstance(value, tuple):
        return value
    if not value:
        return None
    return dict(value) if kind_of(one.schema) == "object" else list(value)


def metavar(one: Input, name: str) -> str | None:
    """What stands for an option's value in the help; None for the name of its type."""
    if one.choices:
        return f"[{'|'.join(one.choices)}]"
    if kind_of(one.schema) == "object":
        return "NAME=TEXT"
    form = one.schema.get("format")
    return None if form is None or form == name else str(form).upper()


def variable(one: Input) -> str:
    """The name under which click gives an input."""
    return f"{one.place}_{one.name}"


def dashed(name: str) -> str:
    """A name as options are spelled."""
    return name.replace("_", "-")


def plain(text: str) -> str:
    """A description without the marks of Markdown."""
    return text.replace("`", "")
