"""The jobs of a world: which there are, when they are open, their advertisements and their positions."""

import msgspec
from msgspec.structs import force_setattr

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, HOUR, START
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.jobs import JobStatus, Pay, TeamMember, TeamRole
from ats_sandbox.world.domain.positions import POSITIONS, Position, PositionStatus, PositionType
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.users import User
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.calendar import BEGIN, monday, working
from ats_sandbox.world.seeding.configuration import place_of
from ats_sandbox.world.seeding.context import Phases, SeedingContext
from ats_sandbox.world.seeding.corpora import Title
from ats_sandbox.world.seeding.edge_cases import ODD_TITLES

_STATUSES = (
    JobStatus.OFFER,
    JobStatus.INTERVIEW,
    JobStatus.OFFER,
    JobStatus.SOURCING,
    JobStatus.FILLED,
    JobStatus.INTERVIEW,
    JobStatus.CANCELLED,
    JobStatus.OFFER,
    JobStatus.ON_HOLD,
    JobStatus.INTERVIEW,
    JobStatus.OFFER,
    JobStatus.FILLED,
    JobStatus.SOURCING,
    JobStatus.INTERVIEW,
    JobStatus.OFFER,
    JobStatus.FILLED,
    JobStatus.OFFER,
    JobStatus.CREATED,
    JobStatus.INTERVIEW,
    JobStatus.CANCELLED,
    JobStatus.SOURCING,
    JobStatus.OFFER,
    JobStatus.INTERVIEW,
    JobStatus.INTERVIEW,
    JobStatus.OFFER,
    JobStatus.ON_HOLD,
    JobStatus.INTERVIEW,
    JobStatus.SOURCING,
    JobStatus.SOURCING,
    JobStatus.CREATED,
)
"""The statuses of the first jobs; the ones after them draw from the same list."""

_PAUSED = (JobStatus.FILLED, JobStatus.CANCELLED, JobStatus.ON_HOLD)
_CURRENCIES = {"United Kingdom": "GBP", "United States": "USD"}


class PlannedJob(msgspec.Struct):
    """A job that is still being seeded.

    `closes_at` is when it stops taking applications, if it does; `open_positions` are those not filled yet.
    """

    id: int
    title: str
    text: Title
    department: int | None
    trade: str
    status: JobStatus
    phases: Phases
    place: Place
    timezone: str
    locations: tuple[int, ...]
    recruiter: User
    manager: User
    interviewers: tuple[User, ...]
    team: tuple[TeamMember, ...]
    pay: Pay | None
    confidential: bool
    created_at: int
    opened_at: int | None
    closes_at: int | None
    open_positions: list[Position]
    has_positions: bool
    adverts: tuple[Posting, ...] = ()
    hires: int = 0
    active_at: int = 0
    interviewing_at: int | None = None
    offering_at: int | None = None

    @property
    def has_room(self) -> bool:
        """Whether somebody can still be hired. A job that is to stay open keeps a position."""
        kept = 0 if self.status is JobStatus.FILLED else 1
        return len(self.open_positions) > kept if self.has_positions else self.hires <= kept

    def hire(self, application: int, at: int) -> None:
        """Somebody is hired, into an open position if there is one."""
        self.hires += 1
        if self.open_positions:
            taken = self.open_positions.pop(0)
            force_setattr(taken, "status", PositionStatus.FILLED)
            force_setattr(taken, "application", application)
            force_setattr(taken, "updated_at", at)

    def touched(self, instant: int) -> None:
        """Record activity on the job."""
        self.active_at = max(self.active_at, instant)


def planned_jobs(context: SeedingContext) -> list[PlannedJob]:
    """Every job, in order of creation."""
    recipe = context.recipe
    every = max(recipe.jobs // recipe.confidential_jobs, 2) if recipe.confidential_jobs else 0
    confidential = {3 + turn * every for turn in range(recipe.confidential_jobs)}
    return [_plan_job(context, id, confidential=id in confidential) for id in range(1, recipe.jobs + 1)]


def _plan_job(context: SeedingContext, id: int, *, confidential: bool) -> PlannedJob:
    recipe, staff, chance = context.recipe, context.staff, context.chance("job", id)
    step = (START - BEGIN - 4 * DAY) // recipe.jobs
    created = BEGIN + (id - 1) * step + (chance.below("created_at", step // 2) if id > 1 else 0)
    status = _status(chance, id, (START - created) // DAY)
    opened = None if status is JobStatus.CREATED else created + chance.between("opened_at", 2 * HOUR, 12 * HOUR)
    shuts = None
    if opened is not None and status in _PAUSED:
        shuts = working(created + (START - created) * chance.between("shuts_at", 60, 90) // 100 - 3 * DAY)
    texts = corpora.jobs().departments
    which = 0 if id == 1 else chance.below("department", len(texts))
    text = texts[which].titles[0 if id == 1 else chance.below("title", len(texts[which].titles))]
    title = ODD_TITLES[id // 2 % len(ODD_TITLES)] if recipe.edge_cases and id > 1 and id % 2 == 0 else text.title
    office = chance.below("office", len(context.locations))
    location = context.locations[office]
    place, timezone = location.place, location.timezone
    locations: tuple[int, ...] = (location.id,)
    if id % 8 == 7:
        city = chance.pick("city", corpora.cities())
        place, timezone, locations = place_of(city, remote=True), city.timezone, ()
    elif id % 5 == 0:
        locations = (location.id, context.locations[(office + 1) % len(context.locations)].id)
    level = text.experience_level.id
    pipeline = 1 if id == 1 else {"internship": 2, "entry_level": 2, "director": 3, "executive": 3}.get(level, 1)
    interviewers = chance.some("interviewers", staff.interviewers[:12], 1, 3)
    job = PlannedJob(
        id=id,
        title=title,
        text=text,
        department=None if id % 11 == 6 else context.departments[which].id,
        trade=texts[which].id,
        status=status,
        phases=context.pipelines[pipeline - 1],
        place=place,
        timezone=timezone,
        locations=locations,
        recruiter=chance.pick("recruiter", staff.recruiters),
        manager=chance.pick("manager", staff.managers),
        interviewers=interviewers,
        team=(),
        pay=_pay(chance, id, text, place, edge_cases=recipe.edge_cases),
        confidential=confidential,
        created_at=created,
        opened_at=opened,
        closes_at=shuts,
        open_positions=[],
        has_positions=False,
        active_at=created,
    )
    job.team = _team(chance, job)
    _add_positions(context, chance, job)
    return job


def _status(chance: Chance, id: int, age: int) -> JobStatus:
    """The status that a job is to have: young ones are neither closed nor far on."""
    status = _STATUSES[id - 1] if id <= len(_STATUSES) else chance.pick("status", _STATUSES)
    if age < 110 and status in _PAUSED:
        status = JobStatus.INTERVIEW
    if age < 60 and status is JobStatus.OFFER:
        status = JobStatus.INTERVIEW
    if age < 30 and status is JobStatus.INTERVIEW:
        status = JobStatus.SOURCING
    return status


def _pay(chance: Chance, id: int, text: Title, place: Place, *, edge_cases: bool) -> Pay | None:
    if id % 7 == 0:
        return None
    if edge_cases and id % 4 == 0:
        return Pay(minimum=None, maximum=None, currency=None)
    currency = _CURRENCIES.get(place.country, "EUR")
    band = text.salary[currency]
    step = 500 * chance.below("pay", 5)
    return Pay(minimum=float(band.min + step), maximum=float(band.max + step), currency=currency)


def _team(chance: Chance, job: PlannedJob) -> tuple[TeamMember, ...]:
    roles: dict[int, TeamRole] = {}
    roles[job.recruiter.id] = TeamRole.RECRUITER
    roles.setdefault(job.manager.id, TeamRole.HIRING_MANAGER)
    for user in job.interviewers:
        roles.setdefault(user.id, TeamRole.INTERVIEW_TEAM)
    if chance.happens("executive", 25):
        roles.setdefault(1, TeamRole.EXECUTIVE)
    elif chance.happens("coordinator", 35):
        roles.setdefault(1, TeamRole.COORDINATOR)
    return tuple(TeamMember(user, role) for user, role in roles.items())


def _add_positions(context: SeedingContext, chance: Chance, job: PlannedJob) -> None:
    """Give the job its positions. A job in a status that needs none may have none."""
    id = job.id
    count = 4 if id == 1 else chance.weighted("seats", ((1, 20), (2, 35), (3, 25), (0, 20)))
    job.has_positions = count > 0
    for number in range(1, count + 1):
        replacement = chance.happens(f"replacement.{number}", 35)
        opens = job.opened_at or job.created_at
        position = Position(
            id=0,
            job=id,
            number=f"P-{id:04d}-{number}" if not (context.recipe.edge_cases and number == 2) else None,
            type=PositionType.REPLACEMENT if replacement else PositionType.NEW,
            incumbent=_predecessor(chance, number) if replacement else None,
            opens_at=opens,
            starts_at=monday(opens + 90 * DAY),
            status=PositionStatus.OPEN,
            application=None,
            created_at=job.created_at + number * 60_000,
            updated_at=job.created_at + number * 60_000,
        )
        job.open_positions.append(context.draft.add(POSITIONS, position))


def _predecessor(chance: Chance, number: int) -> str:
    """The name of somebody whose position is filled again."""
    locale = corpora.people().locales["en_GB" if chance.happens(f"british.{number}", 50) else "fr_FR"]
    first = chance.pick(f"first_name.{number}", locale.first_names)
    return f"{first} {chance.pick(f'last_name.{number}', locale.last_names)}"
