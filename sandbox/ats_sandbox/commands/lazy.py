"""The commands to a running server, imported when one of them is called."""

from collections.abc import Mapping
from importlib import import_module

import click

GROUPS: Mapping[str, tuple[str, str]] = {
    "background": ("background", "Background"),
    "churn": ("churn", "Churn"),
    "clock": ("clock", "Clock"),
    "faults": ("faults", "Faults"),
    "features": ("features", "Features"),
    "journal": ("journal", "Journal"),
    "links": ("links", "Links"),
    "principals": ("principals", "Principals"),
    "rate-limits": ("rate_limits", "Limits"),
    "snapshots": ("snapshots", "Snapshots"),
    "tokens": ("tokens", "Tokens"),
    "webhooks": ("webhooks", "Webhooks"),
    "worlds": ("worlds", "Worlds"),
}
"""By the name of a group: its module, and the tag of its operations."""

COMMANDS: Mapping[str, tuple[str, str]] = {
    "credentials": ("about", "get_credentials"),
    "goto": ("states", "set_application_state"),
    "health": ("about", "get_health"),
    "ids": ("fixtures", "get_name"),
    "names": ("fixtures", "list_names"),
    "seed": ("fixtures", "lay_seed"),
}
"""By the name of a command: its module, and the operation that it sends."""


class LazyGroup(click.Group):
    """A group whose commands to a running server cost nothing until they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted([*super().list_commands(ctx), *GROUPS, *COMMANDS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name; imports its module."""
        module, _ = GROUPS.get(cmd_name) or COMMANDS.get(cmd_name) or (None, None)
        if module is None:
            return super().get_command(ctx, cmd_name)
        found = getattr(import_module(f"ats_sandbox.commands.{module}"), cmd_name.replace("-", "_"))
        assert isinstance(found, click.Command), f"{cmd_name} is a command"
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, those to a running server as the document describes them."""
        names = [name for name in self.list_commands(ctx) if not self._hidden(ctx, name)]
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._about(ctx, name, room)) for name in names])

    def _hidden(self, ctx: click.Context, name: str) -> bool:
        command = super().get_command(ctx, name)
        return command is not None and command.hidden

    def _about(self, ctx: click.Context, name: str, room: int) -> str:
        from ats_sandbox.commands.declarations import about, operation

        if name in GROUPS:
            return about(GROUPS[name][1])
        if name in COMMANDS:
            return operation(COMMANDS[name][1]).summary
        command = super().get_command(ctx, name)
        return "" if command is None else command.get_short_help_str(room)
