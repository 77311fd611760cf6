"""The command line is made of the declared operations: each is one command's, with every input that it declares."""

import sys
from collections import Counter
from collections.abc import Iterator
from subprocess import run as run_program

import click
import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.cli import main
from ats_sandbox.commands.declarations import operation
from ats_sandbox.commands.group import OperationCommand
from ats_sandbox.control.api import CONTROL
from ats_sandbox.vendors import VENDORS
from tests.control.commands import document, told

ELSEWHERE = {
    "list_operations": "`ats-sandbox operations` reads the installed package, and needs no server",
    "get_document": "`ats-sandbox openapi` writes the documents, and needs no server",
}


def commands(group: click.Group = main, *names: str) -> Iterator[tuple[str, click.Command]]:
    """Every command of the command line, by what is typed."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            yield " ".join((*names, name)), command


COMMANDS = dict(commands())


def test_every_operation_is_reachable_by_exactly_one_command() -> None:
    claimed = Counter(
        id for command in COMMANDS.values() if isinstance(command, OperationCommand) for id in command.operations
    )

    assert claimed == {one.id: 1 for one in CONTROL.operations if one.id not in ELSEWHERE}


def test_the_document_that_commands_are_made_of_says_what_the_declarations_say() -> None:
    read = [operation(one.id) for one in CONTROL.operations]

    assert [(one.method, one.path, one.summary, one.has_body) for one in read] == [
        (one.method, one.path, one.summary, one.body is not None) for one in CONTROL.operations
    ]


def options(command: click.Command) -> list[click.Option]:
    return [one for one in command.params if isinstance(one, click.Option)]


def test_no_command_has_two_options_of_one_name() -> None:
    twice = {
        typed: names
        for typed, command in COMMANDS.items()
        if (
            names := [
                name
                for name, number in Counter(
                    name for one in options(command) for name in (*one.opts, *one.secondary_opts)
                ).items()
                if number > 1
            ]
        )
    }

    assert twice == {}


def test_every_command_explains_its_options() -> None:
    silent = {
        typed: names
        for typed, command in COMMANDS.items()
        if isinstance(command, OperationCommand)
        and (names := [one.opts[0] for one in options(command) if not one.help])
    }

    assert silent == {}


def test_commands_that_only_print_an_answer_need_nothing_but_their_operation(served: tuple[SandboxApp, str]) -> None:
    sandbox, url = served
    sandbox.worlds["derived"].seed({"departments": {"crew": {}}})
    sandbox.worlds["derived"].snapshots.take("before")

    assert document(url, "health")["vendors"] == [vendor.name for vendor in VENDORS]
    assert set(document(url, "credentials")["headers"]) == {vendor.name for vendor in VENDORS}
    assert document(url, "ids", "department", "crew", world="derived")["name"] == "crew"
    assert document(url, "snapshots", "show", "before", world="derived")["name"] == "before"
    assert document(url, "principals", "show", "sandbox-readonly")["writes"] is False
    assert told(url, "credentials")[1].splitlines()[0].split() == ["TOKEN", "ABOUT"]
    assert told(url, "ids", "department", "nobody", world="derived")[0] == 1


@pytest.mark.parametrize("arguments", [["--help"], ["faults", "add", "--help"], ["serve", "--help"]], ids=" ".join)
def test_help_imports_no_declarations(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom ats_sandbox.cli import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        "print(sorted(one for one in sys.modules if one.startswith(('ats_sandbox.contract', 'flask', 'marshmallow'))))"
    )

    done = run_program([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_serving_imports_no_command_to_a_running_server() -> None:
    program = (
        "import sys\nfrom ats_sandbox.cli import main\n"
        "main(['serve', '--help'], standalone_mode=False)\n"
        "print(sorted(one for one in sys.modules if one.startswith('ats_sandbox.commands.')))"
    )

    done = run_program([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.stdout.splitlines()[-1] == "['ats_sandbox.commands.lazy', 'ats_sandbox.commands.numbers']", done.stderr
