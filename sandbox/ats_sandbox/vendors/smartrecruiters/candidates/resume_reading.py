"""What a resume says: names, address, number, links, jobs and studies, found by how people write such things.

Simple, and always the same for the same text. What is not recognized is left out.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from ats_sandbox.contract.schema import Members

_MOST_LINES = 1_000
_LONGEST_LINE = 300
_LONGEST_TEXT = 2_000
"""Characters of a description."""

_EMAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]++@[\w-]++(?:\.[\w-]++)+")
_PHONE = re.compile(
    r"(?<![\w/.+-])(?:(?:\+|\(?0|(?<=: ))[\d(][\d ()./-]{6,18}\d|\(?[2-9]\d\d\)?[ .-]{1,2}\d{3}[ .-]\d{4})(?!\w)"
)
_LINK = re.compile(r"(?:https?://|www\.|(?<![\w.-])[\w.-]*linkedin\.com/)[^\s<>()\[\]\"',;|]+", re.IGNORECASE)
_YEAR = r"(?:(?:\d{1,2}[./])?(?:19|20)\d\d(?:[-/.]\d{1,2})?|[A-Za-zÀ-ÿ]{3,9}\.? (?:19|20)\d\d)"
_NOW = r"(?:today|present|now|current|heute|aujourd'hui)"
_PERIOD = re.compile(rf"\(?({_YEAR})\s*(?:-|–|—|to|until|bis|à)\s*({_YEAR}|{_NOW})\)?", re.IGNORECASE)
_LABEL = re.compile(r"(?:full )?name\s*:\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s+(?:[-–—|•]|at|@)\s+|\s*[,;:]\s+|\s{3,}", re.IGNORECASE)
_BULLET = re.compile(r"^[-*•–·]\s*")

_NETWORKS = {"linkedin.": "linkedin", "facebook.": "facebook", "twitter.": "twitter", "skype.": "skype"}
_NO_NAME = frozenset({"curriculum vitae", "cv", "resume", "résumé", "lebenslauf", "profile", "contact"})
_WORK = "experience|work experience|professional experience|employment|employment history|work history|career"
_STUDIES = "education|studies|academic background|education and training|qualifications"
_OTHER = (
    "profile|summary|about me|skills|languages|interests|hobbies|tools|references|contact|certificates|projects|"
    "selected achievements|achievements|publications|volunteering|student life"
)
_SECTIONS = {
    heading: name
    for name, headings in (("experience", _WORK), ("education", _STUDIES), ("", _OTHER))
    for heading in headings.split("|")
}
_TITLE = re.compile(
    r"\b(analyst|architect|assistant|baker|clerk|consultant|coordinator|designer|developer|director|driver|engineer|"
    r"head|intern|lead|manager|nurse|officer|partner|planner|recruiter|representative|scientist|specialist|teacher|trainer|"
    r"agent|technician)\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"universit|college|school|schule|institut|academy|akademie|polytechni|faculty|conservatory|école", re.IGNORECASE
)
_DEGREE = re.compile(
    r"\b(bachelor|master|doctor|ph\.?d|mba|b\.?sc|m\.?sc|b\.?a|m\.?a|diploma|degree|licence|apprenticeship)\b",
    re.IGNORECASE,
)


def read_resume(text: str) -> Members:
    """What a resume says of a person, as the members of a CandidateInput read; what it does not say is absent."""
    lines = [line[:_LONGEST_LINE].strip() for line in text.splitlines()[:_MOST_LINES]]
    text = "\n".join(lines)
    email, phone = _EMAIL.search(text), _first_phone(lines)
    first, last = _names(lines)
    sections = _sections(lines)
    found: Members = {
        "first_name": first,
        "last_name": last,
        "email": email and email[0].rstrip(".-"),
        "phone": phone,
        "web": _links(text),
        "experience": [_job(*one) for one in _entries(sections["experience"])],
        "education": [_study(*one) for one in _entries(sections["education"], _SCHOOL)],
    }
    return {name: value for name, value in found.items() if value}


def _names(lines: Iterable[str]) -> tuple[str | None, str | None]:
    """First and last name: of the line that says so, or else of the first line that can be nothing else."""
    labelled = next((_LABEL.sub("", line, count=1) for line in lines if _LABEL.match(line)), None)
    first_line = next((line for line in lines if line and line.casefold() not in _NO_NAME), "")
    words = _PARTS.split(labelled or first_line)[0].split()
    if not 2 <= len(words) <= 6 or not all(word[0].isalpha() and "@" not in word for word in words):
        return None, None
    particle = next((at for at, word in enumerate(words[1:], start=1) if word[0].islower()), len(words) - 1)
    return " ".join(words[:particle]), " ".join(words[particle:])


def _first_phone(lines: Iterable[str]) -> str | None:
    """The first telephone number: it begins with a plus or a zero, or stands after a label."""
    for line in lines:
        for found in _PHONE.finditer(_PERIOD.sub("", line)):
            if 7 <= sum(map(str.isdigit, found[0])) <= 15:
                return found[0].strip()
    return None


def _links(text: str) -> dict[str, str]:
    """The first link to each network; any other is the website."""
    found: dict[str, str] = {}
    for link in _LINK.findall(text):
        network = next((name for host, name in _NETWORKS.items() if host in link.lower()), "website")
        found.setdefault(network, link.rstrip("."))
    return found


def _sections(lines: Iterable[str]) -> dict[str, list[str]]:
    """The lines below each heading that is known."""
    found: dict[str, list[str]] = {"": [], "experience": [], "education": []}
    section = ""
    for line in lines:
        heading = _SECTIONS.get(line.rstrip(": ").casefold())
        if heading is not None:
            section = heading
        elif line:
            found[section].append(line)
    return found


def _entries(lines: list[str], begins: re.Pattern[str] | None = None) -> Iterator[tuple[list[str], Members]]:
    """The parts of each entry's head, and when it was and what else it says.

    An entry is where a line has a period; without any, where one has a word that `begins` entries. The head stands
    beside the period or in the line above; when it is one part only, the line below it is its second one.
    """
    starts = [at for at, line in enumerate(lines) if _PERIOD.search(line)]
    if not starts and begins is not None:
        starts = [at for at, line in enumerate(lines) if begins.search(line)]
    for at, end in pairwise([*starts, len(lines)]):
        rest, above = at + 1, _above(lines, at)
        head = _parts(above or _beside(lines[at]))
        if len(head) == 1 and rest < end and not _BULLET.match(lines[rest]):
            head, rest = [*head, *_parts(lines[rest])[:1]], rest + 1
        below = lines[rest : end - 1 if end < len(lines) and _above(lines, end) else end]
        text = "\n".join(_BULLET.sub("", line) for line in below)[:_LONGEST_TEXT]
        yield head, {**_dates(_PERIOD.search(lines[at])), **({"description": text} if text else {})}


def _beside(line: str) -> str:
    """What a line says beside its period."""
    return _PERIOD.sub(" ", line).strip(" ,;:|()-–—\t")


def _above(lines: list[str], at: int) -> str:
    """The line above a period that stands alone, when it can be its head; empty otherwise."""
    above = lines[at - 1] if at else ""
    return "" if _beside(lines[at]) or _BULLET.match(above) or _PERIOD.search(above) else above


def _parts(line: str) -> list[str]:
    return [part.strip(" :()") for part in _PARTS.split(line) if part.strip(" :()")]


def _dates(period: re.Match[str] | None) -> dict[str, Any]:
    if period is None:
        return {}
    current = re.fullmatch(_NOW, period[2], re.IGNORECASE) is not None
    return {"start_date": period[1], "current": current, **({} if current else {"end_date": period[2]})}


def _job(head: list[str], rest: Members) -> Members:
    """An entry of the working life; the title comes first, unless only the other part reads like one."""
    title, company = [*head, None, None][:2]
    if company and title and _TITLE.search(company) and not _TITLE.search(title):
        title, company = company, title
    return {**({"title": title} if title else {}), **({"company": company} if company else {}), **rest}


def _study(head: list[str], rest: Members) -> Members:
    """An entry of the studies; what is missing of school and degree is empty, as both are always told."""
    school = next((part for part in head if _SCHOOL.search(part)), None)
    degree = next((part for part in head if part != school and _DEGREE.search(part)), None)
    others = [part for part in head if part not in (school, degree)]
    school = school or (others.pop(0) if others else "")
    major = {"major": others[0]} if degree and others else {}
    return {"institution": school, "degree": degree or (others[0] if others else ""), **major, **rest}
