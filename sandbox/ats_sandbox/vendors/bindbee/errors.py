"""What Bindbee refuses. The statuses are documented; most texts are those of the framework that it is built with."""

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.refusals import Refusals


class Challenge(ApiError):
    """A refusal whose answer carries the bearer challenge."""

    announces = ("WWW-Authenticate",)

    def __init__(self, *args: object, **details: object) -> None:
        super().__init__(*args, **details)  # type: ignore[arg-type]
        self.headers["WWW-Authenticate"] = "Bearer"


__getattr__ = Refusals(__file__, Challenge).named
