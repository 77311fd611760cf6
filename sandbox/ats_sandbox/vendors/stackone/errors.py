"""How StackOne refuses: `{statusCode, message, timestamp}` for everything, more for what a request or a provider did.

Statuses and envelopes are documented; texts beyond the published samples are inferred and stand in `refusals.txt`.
"""

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.refusals import Refusals


class Throttled(ApiError):
    """A refusal that says when to come back: in a minute, unless something else is known."""

    def __init__(self, *args: object, **details: object) -> None:
        super().__init__(*args, **details)  # type: ignore[arg-type]
        self.headers.setdefault("Retry-After", "60")


class Unprocessable(ApiError):
    """The provider's endpoint expects something else; `answer`, the text of the row, is shown in `provider_errors`."""

    status, message = 422, "Unprocessable Entity"
    answer = ""

    def __init_subclass__(cls) -> None:
        cls.answer, cls.message = cls.message, Unprocessable.message


__getattr__ = Refusals(__file__, Throttled, Unprocessable).named
