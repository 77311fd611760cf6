"""Headers that are found by their names in any case, as HTTP has it."""

from ats_sandbox.contract.webhooks import Headers


class AnyCase(dict[str, str]):
    """Values of headers by their names in lower case, which are asked for in any; the last of those of one name."""

    def __init__(self, headers: Headers) -> None:
        super().__init__((name.lower(), value) for name, value in headers)

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name.lower() if isinstance(name, str) else name)

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """The value of a header, whatever the case of its name."""
        return super().get(name.lower(), default)
