"""The files of candidates: CVs, cover letters, offer letters, certificates."""

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, MINUTE, START
from ats_sandbox.world.domain.attachments import ATTACHMENTS, Attachment, AttachmentKind
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.pdf import pdf
from ats_sandbox.world.seeding.progress import CandidateProgress

_NOTHING = "not given"


def attach_files(context: SeedingContext, candidate: Candidate, progress: CandidateProgress) -> None:
    """Add the files of one candidate, if there are any."""
    chance = Chance(context.seed, "papers", candidate.id)
    if not (chance.happens("any", context.recipe.files) or candidate.id == 1):
        return
    words = corpora.words()
    application = progress.first.id if progress.first is not None else None
    at = candidate.created_at
    title = progress.job.title if progress.job is not None else "any position"
    _file(
        context,
        candidate,
        AttachmentKind.RESUME,
        _filled(chance.pick("cv", words.cv_texts), candidate, title, chance),
        at=at,
        application=application,
        as_pdf=chance.happens("pdf", 40),
    )
    if application is None:
        return
    if chance.happens("letter", 35):
        letter = _filled(chance.pick("letters", words.cover_letters), candidate, title, chance)
        _file(context, candidate, AttachmentKind.COVER_LETTER, letter, at=at, application=application)
    if progress.first is not None and progress.first.status in (ApplicationStatus.HIRED, ApplicationStatus.OFFERED):
        letter = f"Acme Talent\n\nDear {candidate.first_name},\n\nwe would be glad to welcome you as {title}.\n"
        _file(
            context,
            candidate,
            AttachmentKind.OFFER_LETTER,
            letter,
            at=progress.first.updated_at,
            application=application,
            as_pdf=True,
        )
    if chance.happens("certificate", 12):
        text = f"Certificate\n\n{candidate.first_name} {candidate.last_name} attended the course with success.\n"
        later = min(at + chance.between("certificate_at", 10 * MINUTE, 20 * DAY), START)
        on = application if chance.happens("certified", 50) else None
        _file(context, candidate, AttachmentKind.OTHER, text, at=later, application=on)


def _filled(text: str, candidate: Candidate, title: str, chance: Chance) -> str:
    """A text of the corpus about this candidate."""
    school = candidate.education[0].institution if candidate.education else None
    return text.format(
        name=candidate.name,
        email=candidate.email or _NOTHING,
        phone=candidate.phone or _NOTHING,
        title=candidate.title or title,
        employer=candidate.employer or chance.pick("employer", corpora.career().employers),
        university=school or chance.pick("university", corpora.career().universities),
    )


def _file(
    context: SeedingContext,
    candidate: Candidate,
    kind: AttachmentKind,
    text: str,
    *,
    at: int,
    application: int | None,
    as_pdf: bool = False,
) -> Attachment:
    stem = kind.value.replace("_", "-")
    odd = context.recipe.edge_cases and candidate.id % 3 == 0
    name = f"{candidate.name} – {stem} (1)" if odd else f"{stem}-{candidate.id}"
    return context.draft.add(
        ATTACHMENTS,
        Attachment(
            id=0,
            candidate=candidate.id,
            application=application,
            kind=kind,
            name=f"{name}.pdf" if as_pdf else f"{name}.txt",
            content_type="application/pdf" if as_pdf else "text/plain",
            content=pdf(text) if as_pdf else text.encode(),
            created_at=at,
            updated_at=at,
        ),
    )
