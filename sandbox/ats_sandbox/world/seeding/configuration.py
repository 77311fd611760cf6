"""What a company has before it hires anybody: offices, departments, users, pipelines, sources and reasons."""

from collections.abc import Iterator

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, HOUR
from ats_sandbox.world.domain.commands.configuration import PHASES
from ats_sandbox.world.domain.company import COMPANIES, Company, Place
from ats_sandbox.world.domain.departments import DEPARTMENTS, Department
from ats_sandbox.world.domain.interview_types import INTERVIEW_TYPES, InterviewType
from ats_sandbox.world.domain.locations import LOCATIONS, Location
from ats_sandbox.world.domain.pipelines import PIPELINES, STAGES, ApplicationStatus, Pipeline, Stage
from ats_sandbox.world.domain.reasons import REASONS, Decider, Reason
from ats_sandbox.world.domain.sources import SOURCES, Source
from ats_sandbox.world.domain.users import USERS, User, UserRole
from ats_sandbox.world.domain.wordlists import word_lists
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.calendar import SETTLED
from ats_sandbox.world.seeding.context import Phases, SeedingContext, Staff
from ats_sandbox.world.seeding.corpora import City
from ats_sandbox.world.seeding.draft import DraftState
from ats_sandbox.world.seeding.identities import domestic_phone, slug
from ats_sandbox.world.seeding.recipes import Recipe

IDENTIFIER = "AcmeTalent"
"""By which addresses of public pages name the company, in every world."""
WEBSITE = "https://www.acme-talent.example"
MAIL_DOMAIN = "acme-talent.example"

_ROLES = (
    UserRole.ADMINISTRATOR,
    UserRole.RECRUITER,
    UserRole.HIRING_MANAGER,
    UserRole.INTERVIEWER,
    UserRole.RECRUITER,
    UserRole.HIRING_MANAGER,
    UserRole.INTERVIEWER,
    UserRole.HIRING_MANAGER,
    UserRole.INTERVIEWER,
    UserRole.RECRUITER,
    UserRole.INTERVIEWER,
    UserRole.EMPLOYEE,
)
_FORMER = 11
"""The ordinal of the user who has left."""


def configured(recipe: Recipe, seed: int) -> SeedingContext:
    """Add the company, and give back what the seeding of jobs and candidates builds on."""
    draft = DraftState()
    _company(draft)
    locations = tuple(_locations(draft))
    departments = tuple(_departments(draft, edge_cases=recipe.edge_cases))
    users = tuple(_users(draft, recipe, seed, len(locations)))
    reasons = tuple(_reasons(draft))
    _interview_types(draft)
    slugs = [one.slug for one in corpora.words().rejection_reasons]
    return SeedingContext(
        recipe=recipe,
        seed=seed,
        draft=draft,
        staff=_staff(users),
        departments=departments,
        locations=locations,
        pipelines=tuple(_pipelines(draft)),
        sources=tuple(_sources(draft)),
        rejections=tuple(reason for reason in reasons if reason.decider is Decider.COMPANY),
        withdrawals=tuple(reason for reason in reasons if reason.decider is Decider.CANDIDATE),
        position_closed=reasons[slugs.index("position_closed")],
    )


def place_of(city: City, address: str | None = None, *, remote: bool = False) -> Place:
    """A city as a place."""
    return Place(
        city=city.city,
        country=city.country,
        country_code=city.country_code,
        region=city.region,
        region_code=city.region_code,
        address=address,
        postal_code=city.postal_code,
        latitude=city.latitude,
        longitude=city.longitude,
        remote=remote,
    )


def _company(draft: DraftState) -> None:
    text = corpora.jobs().company
    headquarters = next(city for city in corpora.cities() if city.office)
    draft.add(
        COMPANIES,
        Company(
            id=1,
            identifier=IDENTIFIER,
            name="Acme Talent",
            website=WEBSITE,
            industry=text.industry.id,
            place=place_of(headquarters, headquarters.office),
            description="\n\n".join(text.description),
        ),
    )


def _locations(draft: DraftState) -> Iterator[Location]:
    offices = [city for city in corpora.cities() if city.office]
    for id, city in enumerate(offices, 1):
        at = SETTLED + id * HOUR
        yield draft.add(
            LOCATIONS,
            Location(
                id=id,
                name=f"{city.city} office",
                place=place_of(city, city.office),
                timezone=city.timezone,
                created_at=at,
                updated_at=at,
            ),
        )


def _departments(draft: DraftState, *, edge_cases: bool) -> Iterator[Department]:
    """The departments of the corpus, in its order, and one that has no jobs yet."""
    texts = [(one.name, one.description) for one in corpora.jobs().departments]
    texts.append(("Innovation Lab", "Founded last spring; it has an office but nobody in it yet."))
    if edge_cases:
        texts.append(("L'Équipe “R&D” <Zürich> 🚀", ""))
    for id, (name, description) in enumerate(texts, 1):
        at = SETTLED + DAY + id * HOUR
        yield draft.add(
            DEPARTMENTS, Department(id=id, name=name, description=description, created_at=at, updated_at=at)
        )


def _users(draft: DraftState, recipe: Recipe, seed: int, offices: int) -> Iterator[User]:
    locales = tuple(corpora.people().locales.values())
    taken: set[str] = set()
    for id in range(1, recipe.users + 1):
        chance = Chance(seed, "user", id)
        locale = chance.pick("locale", locales)
        first, last = chance.pick("first_name", locale.first_names), chance.pick("last_name", locale.last_names)
        local = f"{slug(first)}.{slug(last)}"
        if local in taken:
            local += str(id)
        taken.add(local)
        at = SETTLED + 2 * DAY + id * 3 * DAY + chance.below("at", 2 * DAY)
        role = _ROLES[(id - 1) % len(_ROLES)]
        yield draft.add(
            USERS,
            User(
                id=id,
                first_name=first,
                last_name=last,
                email=f"{local}@{MAIL_DOMAIN}",
                phone=domestic_phone(chance, locale) if chance.happens("has_phone", 70) else None,
                role=role,
                language=locale.language if chance.happens("own_language", 60) else "en",
                active=id != _FORMER,
                location=chance.between("location", 1, offices) if chance.happens("has_location", 85) else None,
                created_at=at,
                updated_at=at + chance.below("updated", 100 * DAY),
            ),
        )


def _staff(users: tuple[User, ...]) -> Staff:
    active = [user for user in users if user.active]

    def those(*roles: UserRole) -> tuple[User, ...]:
        return tuple(user for user in active if user.role in roles)

    return Staff(
        recruiters=those(UserRole.RECRUITER),
        managers=those(UserRole.HIRING_MANAGER),
        interviewers=those(UserRole.INTERVIEWER, UserRole.HIRING_MANAGER, UserRole.EMPLOYEE),
    )


def _pipelines(draft: DraftState) -> Iterator[Phases]:
    stage_id = 0
    for id, text in enumerate(word_lists().pipelines, 1):
        at = SETTLED + id * DAY
        draft.add(
            PIPELINES, Pipeline(id=id, name=text.name, active=text.active, created_at=at, updated_at=at + 30 * DAY)
        )
        named = {
            ApplicationStatus.IN_REVIEW: text.in_review,
            ApplicationStatus.INTERVIEW: text.interview,
            ApplicationStatus.OFFERED: text.offered,
        }
        main: dict[ApplicationStatus, Stage] = {}
        steps: dict[ApplicationStatus, tuple[Stage, ...]] = {}
        position = 0
        for phase, label in PHASES.items():
            stages = []
            for name in (label, *named.get(phase, ())):
                stage_id += 1
                position += 1
                stages.append(
                    draft.add(
                        STAGES,
                        Stage(
                            id=stage_id,
                            pipeline=id,
                            name=name,
                            position=position,
                            phase=phase,
                            step=name != label,
                            created_at=at + position * HOUR,
                            updated_at=at + position * HOUR,
                        ),
                    )
                )
            main[phase], *rest = stages
            steps[phase] = tuple(rest)
        if text.active:
            yield Phases(id, main, steps)


def _sources(draft: DraftState) -> Iterator[Source]:
    id = 0
    for kind in corpora.words().sources:
        for value in kind.values:
            id += 1
            at = SETTLED + 3 * DAY + id * HOUR
            yield draft.add(
                SOURCES,
                Source(
                    id=id,
                    type=kind.id,
                    type_label=kind.label,
                    subtype=value.subtype,
                    label=value.label,
                    created_at=at,
                    updated_at=at,
                ),
            )


def _interview_types(draft: DraftState) -> None:
    """The kinds of interviews that are held, and one that nobody has held yet."""
    names = [*(one.label for one in corpora.words().interview_types), "Working day on trial"]
    for id, name in enumerate(names, 1):
        draft.add(INTERVIEW_TYPES, InterviewType(id=id, name=name, created_at=SETTLED + 5 * DAY + id * HOUR))


def _reasons(draft: DraftState) -> Iterator[Reason]:
    text, more = corpora.words(), word_lists().reasons
    listed = [(Decider.COMPANY, one.label) for one in text.rejection_reasons]
    listed += [(Decider.COMPANY, label) for label in more["company"]]
    listed += [(Decider.CANDIDATE, one.label) for one in text.withdrawal_reasons]
    listed += [(Decider.CANDIDATE, label) for label in more["candidate"]]
    for id, (decider, label) in enumerate(listed, 1):
        at = SETTLED + 4 * DAY + id * HOUR
        yield draft.add(REASONS, Reason(id=id, label=label, decider=decider, created_at=at, updated_at=at))
