"""What the applications of a candidate add up to."""

import msgspec

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.seeding.jobs import PlannedJob

_RATINGS = tuple(tenths / 10 for tenths in range(51))
"""All means of up to five stars, so that candidates share them."""


class CandidateProgress(msgspec.Struct, gc=False):
    """A candidate whose applications are being seeded. `stars` and `reviews` count the scorecards."""

    first: Application | None = None
    job: PlannedJob | None = None
    visible: bool = False
    primary: bool = False
    hired: bool = False
    stars: int = 0
    reviews: int = 0
    reviewed_at: int = 0

    def applied(self, application: Application, job: PlannedJob) -> Application:
        """Count one more application; gives it back."""
        if self.first is None:
            self.first, self.job = application, job
        self.visible = self.visible or not application.confidential
        return application

    def reviewed(self, stars: int, at: int) -> None:
        """Count one more scorecard."""
        self.stars += stars
        self.reviews += 1
        self.reviewed_at = max(self.reviewed_at, at)

    @property
    def rating(self) -> float | None:
        """The mean of the scorecards, to one decimal place."""
        return _RATINGS[round(self.stars * 10 / self.reviews)] if self.reviews else None
