"""Make the corpora from which a world draws its people, places and words.

    python seeds/make_corpora.py            write seeds/corpora/*.json
    python seeds/make_corpora.py --check    compare them with what would be written; exit 1 when they differ

Nothing imports this at run time. Names come from Faker; everything else is written by hand in
``corpora/written/*.toml``, where prose is pleasant to edit, and shipped as JSON, which start-up parses several times
faster.

``people.json`` records the Faker release that made it. Another release may draw other names, and that is why the result
is committed: the names are then not compared, and ``--check`` says so.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import faker

CORPORA = Path(__file__).parent / "corpora"
SEED = 2024
LINE = 120

FIRST_NAMES = 150
LAST_NAMES = 250
ENGLISH_LAST_NAMES = 400

# Faker also holds titles of nobility and families written after a comma; a name here is one or two words, and a family
# name is one word after its particle, if any.
NAME = re.compile(r"[^\W\d_]{2,}(?:[- ][^\W\d_]{2,})?")
PARTICLE = r"(?:(?:van der|van den|van de|van|de|den|ter|ten|Da|De|Do|Dos|La|Le) )?"
FAMILY_NAME = re.compile(PARTICLE + r"(?:O'|[^\W\d_])[^\W\d_]+(?:-[^\W\d_]{2,})?")
NOTHING = r"(?!)"

# Pay differs by market, not only by exchange rate; tenths keep the arithmetic exact.
TENTHS_OF_EUR = {"EUR": 10, "GBP": 9, "USD": 13}

Document = dict[str, Any]


def written(name: str) -> Document:
    """The hand-written part of a corpus."""
    return tomllib.loads((CORPORA / "written" / f"{name}.toml").read_text(encoding="utf-8"))


def people() -> Document:
    """First and last names, telephone patterns and country of each locale."""
    locales = {locale: residents(locale, place) for locale, place in written("people")["locales"].items()}
    return {"about": about("people", faker=faker.VERSION), "locales": locales}


def residents(locale: str, place: Document) -> Document:
    """One locale of ``people.json``."""
    fake = faker.Faker(locale)
    fake.seed_instance(SEED)
    first_names = distinct(fake.first_name, FIRST_NAMES, NAME.fullmatch)
    left_out = re.compile(place.get("leave_out", NOTHING))
    more = place.get("more_last_names", [])
    wanted = ENGLISH_LAST_NAMES if place["language"] == "en" else LAST_NAMES

    def suits(name: str) -> bool:
        return bool(FAMILY_NAME.fullmatch(name)) and not left_out.search(name)

    return {
        "country": place["country"],
        "country_code": place["country_code"],
        "language": place["language"],
        "phones": place["phones"],
        "first_names": first_names,
        "last_names": sorted({*more, *distinct(fake.last_name, wanted - len(more), suits)}),
    }


def distinct(draw: Callable[[], str], wanted: int, keep: Callable[[str], Any]) -> list[str]:
    """Sorted names drawn until there are enough; fewer when the list behind ``draw`` is exhausted."""
    found: set[str] = set()
    for _ in range(wanted * 60):
        name = unicodedata.normalize("NFC", draw())
        if keep(name):
            found.add(name)
        if len(found) == wanted:
            break
    return sorted(found)


def edge_people() -> Document:
    """People whose names or addresses break integrations, with the reason."""
    source = written("edge_people")
    shown = [
        {"first_name": one["first_name"], "last_name": one["last_name"], "email": one.get("email"), "note": one["note"]}
        for one in source["people"]
    ]
    for one in source["long"]:
        built = one["separator"].join([one["part"]] * one["times"])
        names = (built, one["other"]) if one["field"] == "first_name" else (one["other"], built)
        shown.append({"first_name": names[0], "last_name": names[1], "email": one["email"], "note": one["note"]})
    return {"about": about("edge_people"), "people": shown}


def places() -> Document:
    """Cities; ``office`` is an invented street address or null."""
    listed = [{**place, "office": place.get("office")} for place in written("places")["places"]]
    return {"about": about("places"), "places": listed}


def jobs() -> Document:
    """The company, its benefits, and departments with complete job descriptions."""
    source = written("jobs")
    functions, levels = source["functions"], source["experience_levels"]
    return {
        "about": about("jobs"),
        "company": source["company"],
        "benefits": source["benefits"],
        "functions": labelled(functions),
        "experience_levels": labelled(levels),
        "departments": [
            {
                "id": department["id"],
                "name": department["name"],
                "description": department["description"],
                "skills": department["skills"],
                "titles": [
                    {
                        "title": job["title"],
                        "function": {"id": job["function"], "label": functions[job["function"]]},
                        "experience_level": {"id": job["level"], "label": levels[job["level"]]},
                        "salary": {currency: band(job["eur"], currency) for currency in TENTHS_OF_EUR},
                        "responsibilities": job["responsibilities"] + turn(department["responsibilities"], place, 2),
                        "qualifications": job["qualifications"] + turn(department["qualifications"], place, 3),
                        "skills": unique(job["skills"] + turn(department["skills"], place, 3)),
                    }
                    for place, job in enumerate(department["titles"])
                ],
            }
            for department in source["departments"]
        ],
    }


def labelled(labels: dict[str, str]) -> list[Document]:
    """``{id: label}`` as a list of records."""
    return [{"id": key, "label": label} for key, label in labels.items()]


def band(eur: list[int], currency: str) -> Document:
    """A yearly salary band in a currency, rounded to thousands."""
    low, high = ((amount * TENTHS_OF_EUR[currency] // 10 + 500) // 1000 * 1000 for amount in eur)
    return {"min": low, "max": high}


def turn(items: list[str], start: int, wanted: int) -> list[str]:
    """So many items from a start, round and round, so that neighbouring jobs do not repeat each other."""
    return [items[(start + step) % len(items)] for step in range(wanted)]


def unique(items: list[str]) -> list[str]:
    """The items without repetitions, in order."""
    return list(dict.fromkeys(items))


def career() -> Document:
    """What fills a CV."""
    return {"about": about("career"), **written("career")}


def words() -> Document:
    """What recruiters, interviewers and candidates write, and the lists that they choose from."""
    source = written("words")
    for letters in ("cover_letters", "cv_texts"):
        source[letters] = [letter.strip() for letter in source[letters]]
    for origin in source["sources"]:
        origin["values"] = [{**value, "subtype": value.get("subtype")} for value in origin["values"]]
    return {"about": about("words"), **source}


def about(name: str, **made_with: str) -> Document:
    """The header of a corpus: where it comes from."""
    return {"made_by": "seeds/make_corpora.py", "written_in": f"seeds/corpora/written/{name}.toml", **made_with}


MAKERS: dict[str, Callable[[], Document]] = {
    "people.json": people,
    "edge_people.json": edge_people,
    "places.json": places,
    "jobs.json": jobs,
    "career.json": career,
    "words.json": words,
}


def rendered(value: Any, depth: int = 0, key: str = "") -> str:
    """JSON that reads well: what fits on a line is one, and long lists of short words are filled like a paragraph."""
    flat = inline(value)
    if depth + len(key) + len(flat) <= LINE or not isinstance(value, dict | list):
        return flat
    margin = " " * (depth + 1)
    if isinstance(value, dict):
        body = [
            margin + label + rendered(one, depth + 1, label)
            for label, one in ((f"{inline(key)}: ", one) for key, one in value.items())
        ]
        return "{\n" + ",\n".join(body) + "\n" + " " * depth + "}"
    if all(isinstance(one, str) and len(one) <= 40 for one in value):
        body = list(filled([inline(one) for one in value], margin))
    else:
        body = [margin + rendered(one, depth + 1) for one in value]
    return "[\n" + ",\n".join(body) + "\n" + " " * depth + "]"


def filled(items: list[str], margin: str) -> Iterator[str]:
    """Lines of comma-separated items, without the comma at the end of a line."""
    line = margin + items[0]
    for item in items[1:]:
        if len(line) + len(item) + 3 > LINE:
            yield line
            line = margin + item
        else:
            line += ", " + item
    yield line


def inline(value: Any) -> str:
    """JSON on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{inline(key)}: {inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(one) for one in value) + "]"
    if isinstance(value, str) and not unicodedata.is_normalized("NFC", value):
        return json.dumps(value)  # An editor or a file system would compose it.
    return "".join(map(visible, json.dumps(value, ensure_ascii=False)))


def visible(character: str) -> str:
    """The character, or its escape when it cannot be seen on the page."""
    if character != " " and unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Zs"}:
        return json.dumps(character)[1:-1]
    return character


def repetitions(value: Any, path: str) -> Iterator[str]:
    """Where a list holds the same thing twice."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from repetitions(one, f"{path}.{key}")
    elif isinstance(value, list):
        texts = [inline(one) for one in value]
        yield from (f"{path}: {text} is there twice" for text in sorted({t for t in texts if texts.count(t) > 1}))
        for place, one in enumerate(value):
            yield from repetitions(one, f"{path}[{place}]")


def same_release(text: str) -> bool:
    """Whether a committed corpus was made with the Faker installed here, or without Faker."""
    release: str = json.loads(text)["about"].get("faker", faker.VERSION)
    return release == faker.VERSION


def compare(name: str, text: str) -> tuple[bool, str]:
    """Whether the committed corpus is acceptable, and what to say about it."""
    target = CORPORA / name
    if not target.exists():
        return False, "missing"
    committed = target.read_bytes().decode("utf-8")
    if committed == text:
        return True, "as committed"
    if not same_release(committed):
        made_with = json.loads(committed)["about"]["faker"]
        return True, f"NOT COMPARED: made with Faker {made_with}, and this is Faker {faker.VERSION}"
    return False, "DIFFERS from what this script makes"


def main(arguments: list[str] | None = None) -> int:
    """Write or check the corpora; the exit status."""
    parser = argparse.ArgumentParser(description="Make the corpora from which worlds are drawn.")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args(arguments).check
    accepted = True
    for name, make in MAKERS.items():
        document = make()
        text = rendered(document) + "\n"
        repeated = list(repetitions(document, name))
        if repeated:
            print(*repeated, sep="\n", file=sys.stderr)
            fine, verdict = False, "REFUSED"
        elif check:
            fine, verdict = compare(name, text)
        else:
            (CORPORA / name).write_bytes(text.encode("utf-8"))
            fine, verdict = True, "written"
        accepted = accepted and fine
        print(f"{name:18}{len(text.encode('utf-8')) / 1000:6.1f} kB  {verdict}", flush=True)
    return 0 if accepted else 1


if __name__ == "__main__":
    sys.exit(main())
