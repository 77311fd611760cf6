"""Options from the environment, of the server and of the commands to it."""

import os

import click
import pytest

from ats_sandbox.cli import main, serve
from ats_sandbox.commands.group import OperationCommand
from tests.control.test_derived_commands import COMMANDS
from tests.serving.process import Served, run, serving

SERVE = {option.name: option for option in serve.params if isinstance(option, click.Option)}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("ATS_SANDBOX_")]:
        monkeypatch.delenv(name)


def taken(arguments: list[str] | None = None) -> dict[str, object]:
    """What `serve` would be called with."""
    found: dict[str, object] = {}
    patch = pytest.MonkeyPatch()
    patch.setattr(serve, "callback", lambda **given: found.update(given))
    try:
        main(["serve", *(arguments or [])], prog_name="ats-sandbox", standalone_mode=False)
    finally:
        patch.undo()
    return found


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("host", "0.0.0.0", "0.0.0.0"),
        ("port", "9000", 9000),
        ("recipe", "edge", "edge"),
        ("seed", "7", 7),
        ("candidates", "12", 12),
        ("clock", "real", "real"),
        ("limits", "enforce", "enforce"),
        ("strict", "1", True),
        ("cors", "0", False),
        ("cors_origin", "https://a.example https://b.example", ("https://a.example", "https://b.example")),
        ("callbacks_anywhere", "1", True),
        ("admin_token", "long-enough-token", "long-enough-token"),
        ("threads", "3", 3),
        ("log", "json", "json"),
        ("quiet", "true", True),
    ],
)
def test_an_option_of_the_server_is_read(monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object) -> None:
    before = taken()[name]
    monkeypatch.setenv(f"ATS_SANDBOX_{name.upper()}", text)

    assert before != value
    assert taken()[name] == value


def test_every_option_of_the_server_says_its_variable() -> None:
    told = " ".join(run("serve", "--help").stdout.split())

    assert [
        name for name in SERVE if name != "help" and f"ATS_SANDBOX_{name.upper()}" not in told.replace(" ", "")
    ] == []


def test_a_seed_file_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATS_SANDBOX_SEED_FILE", "nowhere.toml")

    assert "nowhere.toml" in run("serve").stderr


def test_what_is_typed_comes_first_and_nothing_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATS_SANDBOX_PORT", "9000")
    monkeypatch.setenv("ATS_SANDBOX_SEED", "")

    assert taken(["--port", "9001"])["port"] == 9001
    assert taken()["seed"] == 1


def test_the_token_has_its_older_variable_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATS_SANDBOX_TOKEN", "long-enough-token")

    assert taken()["admin_token"] == "long-enough-token"


def test_what_kubernetes_says_of_a_service_is_no_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """It sets this variable in every pod beside a service that is called ats-sandbox."""
    monkeypatch.setenv("ATS_SANDBOX_PORT", "tcp://10.0.0.7:80")

    assert taken()["port"] == 8080


def test_the_name_of_a_world_is_no_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATS_SANDBOX_WORLD", "test-1")

    assert taken()["recipe"] == "demo"
    assert taken(["--world", "edge"])["recipe"] == taken(["--recipe", "edge"])["recipe"] == "edge"


def test_a_wrong_value_is_refused_with_its_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATS_SANDBOX_CANDIDATES", "lots")

    done = run("serve")

    assert done.returncode == 2
    assert "'--candidates'" in done.stderr
    assert "'lots' is not a whole number from 1 to 1000000" in done.stderr


def test_a_secret_need_not_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("--recipe", "empty", environ={"ATS_SANDBOX_ADMIN_TOKEN": "long-enough-token"}) as program:
        monkeypatch.setenv("ATS_SANDBOX_URL", program.url)
        refused = run("clock", "show")
        monkeypatch.setenv("ATS_SANDBOX_TOKEN", "long-enough-token")
        monkeypatch.setenv("ATS_SANDBOX_JSON", "1")
        shown = run("clock", "show")

    assert refused.returncode == 1
    assert "ATS_SANDBOX_TOKEN" in refused.stderr
    assert shown.stdout.startswith("{")


def test_commands_read_their_own_options_by_their_own_names(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATS_SANDBOX_URL", served.url)
    monkeypatch.setenv("ATS_SANDBOX_WORLD", "by-environment")
    monkeypatch.setenv("ATS_SANDBOX_FAULTS_ADD_VENDOR", "bindbee")
    monkeypatch.setenv("ATS_SANDBOX_VENDOR", "nobody")

    assert run("faults", "add", "reset").returncode == 0
    assert "bindbee" in run("faults", "list").stdout
    assert "bindbee" not in run("faults", "list", "--world", "default").stdout


def test_every_option_of_a_command_has_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of its command and its name, but for those that every command has."""
    unread = []
    for typed, command in COMMANDS.items():
        context = click.Context(main, auto_envvar_prefix="ATS_SANDBOX")
        for part in typed.split():
            context = click.Context(main, parent=context, info_name=part)
        for option in command.params if isinstance(command, OperationCommand) else ():
            if isinstance(option, click.Option):
                spelled = max(option.opts, key=len).strip("-")
                owner = [] if spelled in ("url", "world", "token", "json") else typed.split()
                name = "_".join(["ATS_SANDBOX", *owner, spelled]).replace("-", "_").upper()
                before = option.resolve_envvar_value(context)
                with monkeypatch.context() as patch:
                    patch.setenv(name, "set")
                    if (before, option.resolve_envvar_value(context)) != (None, "set"):
                        unread.append(name)

    assert unread == []
