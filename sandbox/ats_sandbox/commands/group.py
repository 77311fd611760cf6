"""Groups of commands that send declared operations to a running sandbox."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from ats_sandbox.commands.declarations import DeclaredOperation, Request, about, operation
from ats_sandbox.commands.output import show
from ats_sandbox.commands.parameters import Spelling, json_file, plain, variable
from ats_sandbox.commands.remote import DEFAULT, DEFAULT_URL, Remote
from ats_sandbox.commands.texts import Token, Url, WorldName
from ats_sandbox.control.wire import WireValue

Printer = Callable[[WireValue, bool], None]
"""Prints an answer; the second argument is True for JSON."""

AS_DECLARED = Spelling()

ASKING = ("ask_in_order",)
"""Operations that change nothing though they are sent by POST."""


Handler = Callable[..., None]
"""Called with `remote`, `request` and `as_json`, and by name with what the command's own options give."""


class OperationCommand(click.Command):
    """A command made of a declared operation. `operations` are the ids of those that it makes reachable."""

    operations: tuple[str, ...] = ()


def operation_command(
    name: str,
    id: str,
    handler: Handler,
    spelling: Spelling = AS_DECLARED,
    *,
    options: Sequence[click.Parameter] = (),
    operations: Sequence[str] | None = None,
    help: str | None = None,
) -> OperationCommand:
    """A command that gives a handler the request of a declared operation.

    Arguments, options and help are the declaration's; `options` are the handler's own.
    """
    declared = operation(id)
    derived = list(spelling.parameters(declared))

    def send(**given: WireValue) -> None:
        remote = Remote(given.pop("url"), given.pop("world"), given.pop("token"))
        if declared.method == "GET" or id in ASKING:
            remote.check_world()
        request = declared.request(**spelling.values(declared, given))
        handler(remote=remote, request=request, as_json=given.pop("as_json"), **given)

    command = OperationCommand(
        name,
        callback=send,
        params=[*derived, *options, *remote_options()],
        help=help or help_of(declared, derived),
        short_help=None if help else f"{plain(declared.summary)}.",
    )
    command.operations = (id,) if operations is None else tuple(operations)
    return command


def printing(printer: Printer) -> Handler:
    """A handler that sends the request and prints the answer, if there is one."""

    def handler(remote: Remote, request: Request, as_json: bool) -> None:
        answer = remote.send(request)
        if answer is not None:
            printer(answer, as_json)

    return handler


class OperationGroup(click.Group):
    """Commands for the operations on one noun; its help is what the document says of their tag."""

    def __init__(self, name: str, tag: str) -> None:
        super().__init__(name, help=f"{about(tag)}.")

    def derive(
        self,
        name: str,
        id: str,
        spelling: Spelling = AS_DECLARED,
        *,
        columns: Sequence[str] = (),
        printer: Printer | None = None,
        operations: Sequence[str] | None = None,
        help: str | None = None,
    ) -> None:
        """Add the command of an operation: it sends the request and prints the answer, a list in these columns."""
        handler = printing(printer or (lambda answer, as_json: show(answer, as_json, columns)))
        self.add_command(operation_command(name, id, handler, spelling, operations=operations, help=help))

    def derive_from_file(self, name: str, id: str, argument: str, *, printer: Printer = show) -> None:
        """Add the command of an operation whose body is the JSON document of a file."""

        def handler(remote: Remote, request: Request, as_json: bool, **given: WireValue) -> None:
            printer(remote.send(replace(request, body=given[argument])), as_json)

        file = click.Argument([argument], type=json_file, metavar=argument.upper())
        members = [one.name for one in operation(id).inputs if one.place == "body"]
        self.add_command(operation_command(name, id, handler, Spelling(omitted=members), options=[file]))

    def handles(
        self,
        name: str,
        id: str,
        spelling: Spelling = AS_DECLARED,
        *,
        options: Sequence[click.Parameter] = (),
        operations: Sequence[str] | None = None,
        help: str | None = None,
    ) -> Callable[[Handler], Handler]:
        """Make a function the handler of an operation's command; `operations` are those that it makes reachable."""

        def add(handler: Handler) -> Handler:
            self.add_command(
                operation_command(name, id, handler, spelling, options=options, operations=operations, help=help)
            )
            return handler

        return add


def help_of(declared: DeclaredOperation, parameters: Sequence[click.Parameter]) -> str:
    """What a command's help says: the operation's summary, its description, and a line for each argument."""
    parts = [f"{declared.summary}.", declared.description]
    arguments = {parameter.name for parameter in parameters if isinstance(parameter, click.Argument)}
    for one in declared.inputs:
        choices = f" One of {', '.join(one.choices)}." if one.choices else ""
        if variable(one) in arguments and (one.about or choices):
            parts.append(f"{one.name.upper()}: {one.about}{choices}")
    return plain("\n\n".join(part for part in parts if part))


def remote_options() -> list[click.Parameter]:
    """The options that say which sandbox and world, and how to print."""
    return [
        click.Option(
            ["--url"],
            type=Url(),
            metavar="URL",
            envvar="ATS_SANDBOX_URL",
            show_envvar=True,
            default=DEFAULT_URL,
            show_default=True,
            help="The address of the sandbox.",
        ),
        click.Option(
            ["--world"],
            type=WorldName(),
            metavar="NAME",
            envvar="ATS_SANDBOX_WORLD",
            show_envvar=True,
            default=DEFAULT,
            show_default=True,
            help="The name of the world to use. What only reads or asserts needs one that exists.",
        ),
        click.Option(
            ["--token"],
            type=Token(),
            metavar="TOKEN",
            envvar="ATS_SANDBOX_TOKEN",
            show_envvar=True,
            help="The admin token, where the sandbox asks for one.",
        ),
        click.Option(
            ["as_json", "--json"], envvar="ATS_SANDBOX_JSON", show_envvar=True, is_flag=True, help="Print JSON."
        ),
    ]
