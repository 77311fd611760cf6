"""The committed names, places, jobs and texts from which every world is drawn."""

import importlib.util
import json
import os
import re
import shutil
import string
import subprocess
import sys
import unicodedata
import zoneinfo
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
CORPORA = SEEDS / "corpora"
NAMES = ["people", "edge_people", "places", "jobs", "career", "words"]

LOCALES = ["en_US", "en_GB", "fr_FR", "de_DE", "es_ES", "pl_PL", "nl_NL", "it_IT", "sv_SE", "pt_PT"]
LEVELS = {"associate", "director", "entry_level", "executive", "internship", "mid_senior_level", "not_applicable"}
ANSWERED_FREELY = {"boolean", "date", "long_text", "number", "short_text", "url"}
ANSWERED_BY_CHOICE = {"multi_select", "single_select"}
PLACEHOLDERS = {"name", "email", "phone", "title", "employer", "university"}

# What the numbering authorities have set aside for fiction, in international notation without spaces.
RESERVED_NUMBERS = re.compile(
    r"\+1[2-9]\d\d55501\d\d"  # NANPA
    r"|\+44(7700900\d{3}|2079460\d{3}|1614960\d{3})"  # Ofcom
    r"|\+33(19900\d{4}|63998\d{4})"  # Arcep
    r"|\+49(3023125\d{3}|4066969\d{3}|6990009\d{3}|8999998\d{3})"  # Bundesnetzagentur
    r"|\+46(8465004\d\d|3139006\d\d|4062804\d\d|701740(60[5-9]|6[1-9]\d))"  # PTS
)


def corpus(name: str) -> Any:
    return json.loads((CORPORA / f"{name}.json").read_bytes().decode("utf-8"))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from lists(one)


def edge_people() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = corpus("edge_people")["people"]
    return found


def titles() -> list[dict[str, Any]]:
    return [title for department in corpus("jobs")["departments"] for title in department["titles"]]


@pytest.fixture(name="script")
def script_of_a_copied_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_corpora", SEEDS / "make_corpora.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    shutil.copytree(CORPORA, tmp_path / "corpora")
    monkeypatch.setattr(script, "CORPORA", tmp_path / "corpora")
    return script


def test_the_folder_holds_exactly_these_corpora() -> None:
    assert sorted(path.stem for path in CORPORA.glob("*.json")) == sorted(NAMES)


def test_all_corpora_together_stay_small_enough_to_read_at_every_start() -> None:
    assert sum(path.stat().st_size for path in CORPORA.glob("*.json")) < 350_000


@pytest.mark.parametrize("name", NAMES)
def test_a_corpus_is_an_object_that_says_how_it_was_made(name: str) -> None:
    header = corpus(name)["about"]
    assert header["made_by"] == "seeds/make_corpora.py"
    assert (SEEDS.parent / header["written_in"]).is_file()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_composed_unicode_without_invisible_characters(name: str) -> None:
    """Decomposed and invisible characters are written as escapes, so that no editor can change them unseen."""
    text = (CORPORA / f"{name}.json").read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    unseen = {character for character in text if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}}
    assert unseen == {"\n"}


@pytest.mark.parametrize("name", NAMES)
def test_no_list_holds_the_same_thing_twice(name: str) -> None:
    for listed in lists(corpus(name)):
        seen = [json.dumps(one, sort_keys=True) for one in listed]
        assert sorted(seen) == sorted(set(seen))


@pytest.mark.parametrize("name", NAMES)
def test_only_the_deliberate_person_is_decomposed(name: str) -> None:
    decomposed = [text for text in strings(corpus(name)) if not unicodedata.is_normalized("NFC", text)]
    assert decomposed == (["Zoe\u0308", "Bra\u0300ndle\u0301"] if name == "edge_people" else [])


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_empty(name: str) -> None:
    assert all(text.strip() for text in strings(corpus(name)))


@pytest.mark.parametrize("name", NAMES)
def test_every_address_and_link_belongs_to_an_example_domain(name: str) -> None:
    for text in strings(corpus(name)):
        for host in re.findall(r"(?:\w@|https?://)([\w.-]+\.\w+)", text):
            assert re.fullmatch(r"(?:[\w-]+\.)*example\.(?:com|org|net)", host.lower())


def test_there_is_one_group_of_names_for_each_locale_and_its_country() -> None:
    countries = {key: group["country_code"] for key, group in corpus("people")["locales"].items()}
    assert countries == {locale: locale[-2:] for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locale_has_enough_names_to_build_a_large_world(locale: str) -> None:
    group = corpus("people")["locales"][locale]
    assert len(group["first_names"]) >= 120
    assert len(group["last_names"]) >= (300 if group["language"] == "en" else 200)


@pytest.mark.parametrize("locale", LOCALES)
def test_ordinary_names_are_sorted_words_of_letters(locale: str) -> None:
    """What is odd on purpose lives among the edge people, so that a demo world never surprises."""
    group = corpus("people")["locales"][locale]
    for names in (group["first_names"], group["last_names"]):
        assert names == sorted(names)
        assert all(re.fullmatch(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*", name) and name[-1].islower() for name in names)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("digit", "059")
def test_a_telephone_pattern_yields_only_numbers_reserved_for_fiction(locale: str, digit: str) -> None:
    patterns = corpus("people")["locales"][locale]["phones"]
    assert patterns
    for pattern in patterns:
        assert pattern.count("#") >= 1
        assert RESERVED_NUMBERS.fullmatch(pattern.replace("#", digit).replace(" ", ""))


def test_every_edge_person_says_why_it_breaks_things() -> None:
    people = edge_people()
    assert len(people) >= 60
    assert all(set(person) == {"first_name", "last_name", "email", "note"} for person in people)
    assert all(isinstance(person["note"], str) for person in people)


UNUSUAL = """
ARABIC, HEBREW, CJK UNIFIED, KATAKANA, HIRAGANA, HANGUL, THAI, DEVANAGARI, CYRILLIC, GREEK, GOTHIC, MATHEMATICAL,
COMBINING, REGIONAL INDICATOR, EMOJI MODIFIER, ZERO WIDTH JOINER, ZERO WIDTH SPACE, RIGHT-TO-LEFT OVERRIDE
"""


@pytest.mark.parametrize("kind", UNUSUAL.replace("\n", " ").strip().split(", "))
def test_edge_names_include_characters_of_each_kind(kind: str) -> None:
    letters = {letter for person in edge_people() for letter in person["first_name"] + person["last_name"]}
    assert any(unicodedata.name(letter, "").startswith(kind) for letter in letters)


@pytest.mark.parametrize(
    "fragment", [*"'’-\"\\\t\n&%@=", "<b>", "DROP", "{{", "${", "../", "Null", "True", "undefined"]
)
def test_edge_names_include_what_other_languages_would_interpret(fragment: str) -> None:
    assert any(fragment in person["first_name"] + person["last_name"] for person in edge_people())


def test_edge_names_include_the_shortest_the_longest_and_the_untrimmed() -> None:
    names = [person[key] for person in edge_people() for key in ("first_name", "last_name")]
    assert min(map(len, names)) == 1
    assert max(map(len, names)) > 200
    assert any(name != name.strip(" ") for name in names)


def test_two_edge_people_are_equal_only_after_normalisation() -> None:
    names = [(person["first_name"], person["last_name"]) for person in edge_people()]
    composed = [tuple(unicodedata.normalize("NFC", part) for part in name) for name in names]
    assert len(set(names)) == len(names)
    assert len(set(composed)) == len(names) - 1


def test_some_edge_people_have_no_address_and_two_share_one() -> None:
    addresses = [person["email"] for person in edge_people()]
    known = [address for address in addresses if address is not None]
    assert None in addresses
    assert len(known) - len(set(known)) == 1
    assert all(len(address.split("@")[0]) <= 64 and address.count("@") == 1 for address in known)


def test_places_are_real_enough_to_be_put_on_a_map() -> None:
    places = corpus("places")["places"]
    assert len(places) >= 40
    for place in places:
        assert re.fullmatch(r"[A-Z]{2}", place["country_code"])
        assert re.fullmatch(r"[A-Z0-9]{1,3}", place["region_code"])
        assert re.fullmatch(r"[a-z]{2}", place["language"])
        assert place["timezone"].partition("/")[2]
        assert -90 < place["latitude"] < 90
        assert -180 < place["longitude"] < 180
        assert place["postal_code"]


def test_every_time_zone_is_known_to_the_system() -> None:
    known = zoneinfo.available_timezones()
    if not known:
        pytest.skip("this system has no time zone database")
    assert {place["timezone"] for place in corpus("places")["places"]} <= known


def test_cities_differ_and_about_a_dozen_have_an_office() -> None:
    places = corpus("places")["places"]
    assert len({place["city"] for place in places}) == len(places)
    assert 10 <= sum(place["office"] is not None for place in places) <= 14


def test_every_locale_has_a_city_to_live_in() -> None:
    assert {locale[-2:] for locale in LOCALES} <= {place["country_code"] for place in corpus("places")["places"]}


def test_the_company_has_about_ten_departments_with_six_to_ten_jobs() -> None:
    departments = corpus("jobs")["departments"]
    assert len(departments) == 10
    assert len({department["id"] for department in departments}) == 10
    assert all(6 <= len(department["titles"]) <= 10 for department in departments)
    assert len({title["title"] for title in titles()}) == len(titles())


def test_the_company_presents_itself() -> None:
    assert corpus("jobs")["company"]["name"] == "Acme Talent"
    assert len(corpus("jobs")["company"]["description"]) >= 3
    assert len(corpus("jobs")["benefits"]) >= 10


def test_jobs_cover_every_experience_level_and_no_other() -> None:
    assert {title["experience_level"]["id"] for title in titles()} == LEVELS
    assert {level["id"] for level in corpus("jobs")["experience_levels"]} == LEVELS


def test_a_job_refers_only_to_listed_functions_and_levels() -> None:
    jobs = corpus("jobs")
    assert all(title["function"] in jobs["functions"] for title in titles())
    assert all(title["experience_level"] in jobs["experience_levels"] for title in titles())


def test_a_job_is_described_completely() -> None:
    for title in titles():
        assert 4 <= len(title["responsibilities"]) <= 6
        assert 4 <= len(title["qualifications"]) <= 6
        assert len(title["skills"]) >= 4
        assert all(sentence.endswith(".") for sentence in title["responsibilities"] + title["qualifications"])


def test_a_salary_band_rises_and_exists_in_three_currencies() -> None:
    for title in titles():
        assert set(title["salary"]) == {"EUR", "GBP", "USD"}
        assert all(10_000 < band["min"] < band["max"] < 400_000 for band in title["salary"].values())


def test_a_cv_can_be_filled() -> None:
    career = corpus("career")
    assert len(career["employers"]) >= 60
    assert len(career["universities"]) >= 40
    assert len(career["degrees"]) >= 10
    assert len(career["majors"]) >= 40
    assert len(career["skills"]) >= 60


def test_every_department_has_its_own_sentences_about_past_work() -> None:
    departments = {department["id"] for department in corpus("jobs")["departments"]}
    experience = corpus("career")["experience"]
    assert set(experience) == departments | {"general"}
    assert all(len(sentences) >= 5 for sentences in experience.values())


def test_recruiters_have_enough_to_say() -> None:
    words = corpus("words")
    assert len(words["interview_comments"]) >= 30
    assert len(words["recruiter_notes"]) >= 40
    assert len(words["tags"]) >= 40
    assert set(words["scorecard_comments"]) == {"positive", "neutral", "negative"}
    assert all(len(comments) >= 12 for comments in words["scorecard_comments"].values())
    assert {place["kind"] for place in words["meeting_places"]} == {"room", "video", "phone"}
    assert all(kind["minutes"] >= 15 for kind in words["interview_types"])


def test_the_company_and_the_candidate_have_different_reasons() -> None:
    words = corpus("words")
    assert len(words["rejection_reasons"]) == 8
    assert len(words["withdrawal_reasons"]) == 6
    reasons = words["rejection_reasons"] + words["withdrawal_reasons"]
    assert len({reason["slug"] for reason in reasons}) == len({reason["label"] for reason in reasons}) == 14


def test_sources_have_values_whose_subtype_exists() -> None:
    sources = {source["id"]: source for source in corpus("words")["sources"]}
    assert {"JOB_BOARD", "CAREER_SITE", "REFERRAL", "SOCIAL_NETWORK", "AGENCY", "API"} <= set(sources)
    assert sources["JOB_BOARD"]["subtypes"]
    for source in sources.values():
        subtypes = {subtype["id"] for subtype in source["subtypes"]}
        assert {value["subtype"] for value in source["values"]} == (subtypes or {None})


def test_source_values_have_one_name_each() -> None:
    values = [value for source in corpus("words")["sources"] for value in source["values"]]
    assert len({value["slug"] for value in values}) == len(values)
    assert len({value["label"] for value in values}) == len(values)


def test_a_screening_question_offers_choices_or_shows_answers() -> None:
    questions = corpus("words")["screening_questions"]
    assert len({question["slug"] for question in questions}) == len(questions) >= 12
    for question in questions:
        assert (len(question["choices"]) >= 2) is (question["type"] in ANSWERED_BY_CHOICE)
        assert (len(question["samples"]) >= 2) is (question["type"] in ANSWERED_FREELY)
    assert {question["type"] for question in questions} == ANSWERED_FREELY | ANSWERED_BY_CHOICE


@pytest.mark.parametrize("kind", ["cv_texts", "cover_letters"])
def test_a_letter_uses_only_the_known_placeholders_and_can_be_filled(kind: str) -> None:
    letters = corpus("words")[kind]
    assert len(letters) >= 4
    for letter in letters:
        assert "\n\n" in letter
        used = {field for _, field, _, _ in string.Formatter().parse(letter) if field is not None}
        assert "name" in used
        assert used <= PLACEHOLDERS
        assert "<name>" in letter.format_map({name: f"<{name}>" for name in used})


def test_a_cv_names_the_person_and_both_ways_to_reach_them() -> None:
    assert all(set(re.findall(r"{(\w+)}", text)) == PLACEHOLDERS for text in corpus("words")["cv_texts"])


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_committed_corpora_are_what_the_script_makes(hash_seed: str) -> None:
    done = subprocess.run(
        [sys.executable, str(SEEDS / "make_corpora.py"), "--check"],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == len(NAMES)


def test_the_script_rewrites_a_lost_file(script: ModuleType) -> None:
    lost = script.CORPORA / "words.json"
    lost.unlink()
    assert script.main(["--check"]) == 1
    assert script.main([]) == 0
    assert lost.read_bytes() == (CORPORA / "words.json").read_bytes()


def test_the_check_refuses_a_file_edited_by_hand(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    edited = script.CORPORA / "places.json"
    edited.write_bytes(edited.read_bytes().replace(b"Lisbon", b"Lissabon"))
    assert script.main(["--check"]) == 1
    assert "DIFFERS" in capsys.readouterr().out


def test_the_check_says_when_another_faker_release_made_the_names(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    committed = script.CORPORA / "people.json"
    document = corpus("people")
    document["about"]["faker"] = "1.2.3"
    document["locales"]["fr_FR"]["first_names"][0] = "Aldebert"
    committed.write_text(script.rendered(document) + "\n", encoding="utf-8")
    assert script.main(["--check"]) == 0
    assert "NOT COMPARED: made with Faker 1.2.3" in capsys.readouterr().out


def test_a_repetition_in_the_written_lists_is_refused(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    source = script.CORPORA / "written" / "career.toml"
    source.write_text(source.read_text(encoding="utf-8").replace('"Anthropology"', '"Accounting"'), encoding="utf-8")
    assert script.main([]) == 1
    assert 'career.json.majors: "Accounting" is there twice' in capsys.readouterr().err
