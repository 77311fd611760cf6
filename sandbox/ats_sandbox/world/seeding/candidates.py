"""The candidates of a world."""

from collections.abc import Sequence

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, START
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate, Consent, Email, Link, Phone
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.seeding import careers, corpora
from ats_sandbox.world.seeding.careers import Careers
from ats_sandbox.world.seeding.configuration import place_of
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.edge_cases import ODD_ADDRESS, ODD_TAGS
from ats_sandbox.world.seeding.identities import PersonalDetails, PersonalDetailsFactory
from ats_sandbox.world.seeding.notes import note_on
from ats_sandbox.world.seeding.progress import CandidateProgress

_CONSENT = ((Consent.ACQUIRED, 55), (Consent.PENDING, 20), (Consent.REQUIRED, 25))
_TAG_SETS = 40


class SeededCandidates:
    """Adds the candidates, in chronological order."""

    __slots__ = ("_careers", "_context", "_identities", "_places", "_tags")

    def __init__(self, context: SeedingContext) -> None:
        self._context = context
        self._identities = PersonalDetailsFactory(context.seed, edge_cases=context.recipe.edge_cases)
        self._careers = Careers(context.seed)
        self._places: dict[str | None, list[Place]] = {}
        everywhere = [place_of(city) for city in corpora.cities()]
        for place in everywhere:
            self._places.setdefault(place.country_code, []).append(place)
        tags: Sequence[str] = corpora.words().tags
        self._tags = [Chance(context.seed, "tags", at).some("tags", tags, 1, 4) for at in range(_TAG_SETS)]

    def write(self, ordinal: int, progress: CandidateProgress, met_at: int) -> Candidate:
        """Add one candidate, known since an instant; `progress` is what the applications add up to."""
        context, edge_cases = self._context, self._context.recipe.edge_cases
        chance = Chance(context.seed, "candidate", ordinal)
        identity = self._identities.identity(ordinal)
        application = progress.first
        sparse = edge_cases and chance.happens("sparse", 40)
        career = careers.NONE
        if not sparse and chance.happens("has_career", 90):
            career = self._careers.career(chance, progress.job.trade if progress.job else None)
        changed = met_at
        if chance.happens("amended", 45):
            changed = min(met_at + chance.below("amended_at", 120 * DAY), START)
        consent = chance.weighted("consent", _CONSENT)
        consented = min(met_at + chance.below("consented_at", 5 * DAY), START) if consent is Consent.ACQUIRED else None
        candidate = Candidate(
            id=ordinal,
            first_name=identity.first_name,
            last_name=identity.last_name,
            emails=self._emails(chance, identity),
            phones=(Phone(identity.phone, "mobile" if ordinal % 2 else "personal"),) if identity.phone else (),
            links=() if sparse else self._links(chance, identity),
            place=self._place(chance, identity),
            employer=career.employer,
            title=career.title,
            tags=self._tagged(chance),
            education=career.education,
            experience=career.experience,
            source=application.source if application else chance.pick("source", context.sources).id,
            internal=chance.happens("internal", 5),
            consent=consent,
            consented_at=consented,
            rating=progress.rating,
            confidential=application is not None and not progress.visible,
            created_at=met_at,
            updated_at=max(changed, consented or 0, progress.reviewed_at),
        )
        if application is None and chance.happens("noted", 50):
            author = chance.pick("noted_by", context.staff.recruiters).id
            note_on(context, chance, 0, candidate=ordinal, application=None, author=author, at=min(met_at + DAY, START))
        return context.draft.add(CANDIDATES, candidate)

    def _emails(self, chance: Chance, identity: PersonalDetails) -> tuple[Email, ...]:
        if identity.email is None:
            return ()
        first = Email(identity.email)
        if not chance.happens("second_email", 6):
            return (first,)
        return first, Email(f"{identity.handle}.{chance.ordinal}@work.example.com", "work")

    def _links(self, chance: Chance, identity: PersonalDetails) -> tuple[Link, ...]:
        links = []
        if chance.happens("linkedin", 55):
            links.append(Link(f"https://linkedin.example.com/in/{identity.handle}", "linkedin"))
        if chance.happens("website", 12):
            links.append(Link(f"https://{identity.handle}.example.org", "website"))
        return tuple(links)

    def _place(self, chance: Chance, identity: PersonalDetails) -> Place | None:
        if identity.country_code is None or (chance.ordinal > 1 and chance.happens("placeless", 6)):
            return None
        place = chance.pick("place", self._places[identity.country_code])
        if self._context.recipe.edge_cases and chance.happens("odd_place", 15):
            return Place(city=place.city, country=place.country, country_code=place.country_code, address=ODD_ADDRESS)
        return place

    def _tagged(self, chance: Chance) -> tuple[str, ...]:
        if not chance.happens("tagged", 55):
            return ()
        if self._context.recipe.edge_cases and chance.happens("odd_tags", 40):
            return chance.some("odd", ODD_TAGS, 1, 4)
        return chance.pick("tags", self._tags)
