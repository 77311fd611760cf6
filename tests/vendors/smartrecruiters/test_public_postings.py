"""SmartRecruiters: what everybody may read of a company's hiring."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.public.addresses import POSTING_NUMBER, POSTING_UUID
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.commands.publications import content_of
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.postings import POSTINGS, Posting, PostingVisibility
from tests.client import VendorClient

MEMBERS = [
    "id", "name", "uuid", "jobAdId", "defaultJobAd", "refNumber", "company", "releasedDate", "location", "industry",
    "department", "function", "typeOfEmployment", "experienceLevel", "customField", "ref", "creator", "language",
    "visibility",
]  # fmt: skip


def board(client: VendorClient) -> str:
    return f"/v1/companies/{client.read().company.identifier}/postings"


def listed(client: VendorClient, query: str = "") -> list[Any]:
    answer = client.get(f"{board(client)}?limit=100{query}", token=None)
    assert answer.status_code == 200, answer.text
    assert answer.json["totalFound"] == len(answer.json["content"])
    content: list[Any] = answer.json["content"]
    return content


def public_ads(client: VendorClient, visibility: PostingVisibility = PostingVisibility.PUBLIC) -> list[Posting]:
    return list(client.read().postings.where(published=True, visibility=visibility, confidential=False))


def ads_behind(client: VendorClient, content: list[Any]) -> list[Posting]:
    world = client.read()
    return [world.postings[ids.JOB_AD.read(world, one["jobAdId"]) or 0] for one in content]


def path_of(client: VendorClient, ad: Posting) -> str:
    return f"{board(client)}/{POSTING_NUMBER.write(client.read(), ad.id)}"


def test_a_board_needs_no_credential_and_cares_for_none(smartrecruiters: VendorClient) -> None:
    path = board(smartrecruiters)
    answers = [smartrecruiters.get(path, token=token) for token in (None, "sandbox-admin", "nobody", "sandbox-expired")]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.data for answer in answers}) == 1
    assert list(answers[0].json) == ["offset", "limit", "totalFound", "content"]
    assert (answers[0].json["offset"], answers[0].json["limit"]) == (0, 10)
    assert answers[0].headers["Content-Type"] == "application/json"


def test_a_board_shows_the_public_ads_newest_first(smartrecruiters: VendorClient) -> None:
    content = listed(smartrecruiters)

    dates = [one["releasedDate"] for one in content]
    assert dates == sorted(dates, reverse=True)
    assert {ad.id for ad in ads_behind(smartrecruiters, content)} == {ad.id for ad in public_ads(smartrecruiters)}
    assert {one["visibility"] for one in content} == {"PUBLIC"}


def test_an_ad_of_a_board_tells_all_that_it_has(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    one = next(one for one in listed(smartrecruiters) if len(one) == len(MEMBERS))
    (ad,) = ads_behind(smartrecruiters, [one])
    job, place = world.jobs[ad.job], content_of(world, ad).place

    assert list(one) == MEMBERS
    assert (len(one["id"]), one["id"].isdigit(), one["id"][:2]) == (15, True, "74")
    assert one["uuid"] != one["jobAdId"]
    assert (one["name"], one["refNumber"], one["defaultJobAd"]) == (ad.title, job.reference, ad.default)
    assert one["company"] == {"identifier": world.company.identifier, "name": world.company.name}
    assert one["releasedDate"] == iso(ad.published_at or 0)
    assert one["location"]["country"] == place.country_code.lower()
    assert (one["location"]["city"], one["location"]["remote"], one["location"]["hybrid"]) == (
        place.city,
        place.remote,
        False,
    )
    assert one["location"]["fullLocation"].endswith(place.country)
    assert one["department"]["id"] == ids.DEPARTMENT.write(world, job.department or 0)
    assert one["experienceLevel"]["id"] == job.experience_level
    assert one["experienceLevel"]["name"] == one["experienceLevel"]["label"]
    country = {"fieldId": "COUNTRY", "fieldLabel": "Country/Region", "valueLabel": place.country}
    assert one["customField"] == [{**country, "valueId": place.country_code.lower()}]
    assert one["ref"].endswith(f"/v1/companies/{world.company.identifier}/postings/{one['id']}")
    creator = world.users[ad.creator]
    assert one["creator"] == {"name": f"{creator.first_name} {creator.last_name}"}
    assert one["language"]["code"] == ad.language


def test_an_ad_is_found_by_its_number_and_by_its_uuid(smartrecruiters: VendorClient) -> None:
    one = listed(smartrecruiters)[0]

    answers = [smartrecruiters.get(f"{board(smartrecruiters)}/{one[name]}", token=None) for name in ("id", "uuid")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json == answers[1].json
    detail = answers[0].json
    assert {name: detail[name] for name in one} == one
    assert set(detail) - set(one) == {"jobId", "active", "postingUrl", "applyUrl", "referralUrl", "jobAd"}
    assert detail["active"] is True


def test_an_ad_has_its_pages(smartrecruiters: VendorClient) -> None:
    ad = public_ads(smartrecruiters)[0]
    with smartrecruiters.arrange() as world:
        world.put(POSTINGS, replace(ad, title="Bäcker*in (C++), nachts"))
    company = smartrecruiters.read().company.identifier

    detail = smartrecruiters.get(path_of(smartrecruiters, ad)).json

    page = f"https://jobs.smartrecruiters.com/{company}/{detail['id']}-bäcker-in-c-nachts"
    assert detail["postingUrl"] == page
    assert detail["applyUrl"] == f"{page}?oga=true"
    assert detail["referralUrl"] == (
        f"https://jobs.smartrecruiters.com/external-referrals/company/{company}"
        f"/publication/{detail['uuid']}?dcr_ci={company}"
    )


def test_the_source_that_is_named_becomes_part_of_the_application_form(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, public_ads(smartrecruiters)[0])

    told = smartrecruiters.get(f"{path}?sourceTypeId=JOB_BOARD&sourceSubTypeId=PAID&sourceId=a%26b").json

    plain = smartrecruiters.get(path).json["applyUrl"]
    assert told["applyUrl"] == f"{plain}&sourceTypeId=JOB_BOARD&sourceSubTypeId=PAID&sourceId=a%26b"


def test_an_ad_shows_its_sections_and_videos(smartrecruiters: VendorClient) -> None:
    ad = next(one for one in public_ads(smartrecruiters) if one.advert.videos and one.advert.job_description)
    assert ad.advert.job_description is not None

    sections = smartrecruiters.get(path_of(smartrecruiters, ad)).json["jobAd"]["sections"]

    assert sections["videos"] == {"title": "Videos", "urls": list(ad.advert.videos)}
    assert sections["jobDescription"] == {
        "title": ad.advert.job_description.title,
        "text": ad.advert.job_description.text,
    }


def test_the_company_is_known_in_any_letter_case(smartrecruiters: VendorClient) -> None:
    path = board(smartrecruiters)

    assert smartrecruiters.get(
        path.swapcase().replace("/V1/COMPANIES", "/v1/companies").replace("POSTINGS", "postings")
    )
    upper = f"/v1/companies/{smartrecruiters.read().company.identifier.upper()}/postings"
    assert smartrecruiters.get(upper).data == smartrecruiters.get(path).data


def test_an_unknown_company_and_an_empty_board_are_alike(smartrecruiters: VendorClient) -> None:
    unknown = smartrecruiters.get("/v1/companies/NobodyGmbH/postings", token=None)
    with smartrecruiters.arrange() as world:
        for ad in list(world.postings.where(published=True)):
            world.put(POSTINGS, replace(ad, published=False))
    empty = smartrecruiters.get(board(smartrecruiters), token=None)

    assert unknown.status_code == empty.status_code == 200
    assert unknown.data == empty.data == b'{"offset":0,"limit":10,"totalFound":0,"content":[]}'
    assert unknown.headers["ETag"] == empty.headers["ETag"]


def test_pages_are_cut_by_offset_without_a_ceiling(smartrecruiters: VendorClient) -> None:
    whole = listed(smartrecruiters)
    path = board(smartrecruiters)

    second = smartrecruiters.get(f"{path}?limit=2&offset=2").json
    far = smartrecruiters.get(f"{path}?offset=9000000000").json
    greedy = smartrecruiters.get(f"{path}?limit=5000").json

    assert second == {"offset": 2, "limit": 2, "totalFound": len(whole), "content": whole[2:4]}
    assert (far["offset"], far["content"], far["totalFound"]) == (9_000_000_000, [], len(whole))
    assert (greedy["limit"], greedy["content"]) == (100, whole)


def test_an_answer_that_is_known_is_not_sent_again(smartrecruiters: VendorClient) -> None:
    path = board(smartrecruiters)
    first = smartrecruiters.get(path)
    tag = first.headers["ETag"]

    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = smartrecruiters.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert smartrecruiters.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert smartrecruiters.get(f"{path}?limit=1", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("&country={country}", lambda one, of: one["location"]["country"] == of["location"]["country"]),
        ("&city={city}", lambda one, of: one["location"]["city"] == of["location"]["city"]),
        ("&region={region}", lambda one, of: one["location"].get("region") == of["location"].get("region")),
        ("&department={department}", lambda one, of: one.get("department") == of["department"]),
        ("&jobAdId={ad}", lambda one, of: one["jobAdId"] == of["jobAdId"]),
        ("&language={language}", lambda one, of: one["language"] == of["language"]),
        ("&language={language},xx", None),
        ("&releasedAfter={released}", lambda one, of: one["releasedDate"] > of["releasedDate"]),
        ("&q={reference}", lambda one, of: one["refNumber"] == of["refNumber"]),
        ("&custom_field.COUNTRY={country}", lambda one, of: one["location"]["country"] == of["location"]["country"]),
        ("&custom_field.COUNTRY=zz,{country}", lambda one, of: one["location"]["country"] == of["location"]["country"]),
        ("&custom_field.COUNTRY={country}&custom_field.BRAND=x", lambda one, of: False),
        ("&locationType=ANY", lambda one, of: True),
        ("&locationType=HYBRID", lambda one, of: False),
        ("&locationType=REMOTE", lambda one, of: one["location"]["remote"]),
        ("&locationType=ONSITE", lambda one, of: not one["location"]["remote"]),
        ("&locationType=ONSITE&locationType=REMOTE", lambda one, of: True),
        ("&department=1", lambda one, of: False),
        ("&jobAdId=1", lambda one, of: False),
    ],
)
def test_a_board_is_narrowed(smartrecruiters: VendorClient, query: str, fits: Any) -> None:
    whole = listed(smartrecruiters)
    of = next(one for one in whole[5:] if one["location"].get("region") and "department" in one)
    asked = query.format(
        country=of["location"]["country"],
        city=of["location"]["city"].upper(),
        region=of["location"]["region"].lower(),
        department=of["department"]["id"],
        ad=of["jobAdId"],
        language=of["language"]["code"],
        released=of["releasedDate"],
        reference=of["refNumber"].lower(),
    )

    if fits is None:
        assert smartrecruiters.get(f"{board(smartrecruiters)}?limit=100{asked}").status_code == 400
        return
    assert listed(smartrecruiters, asked) == [one for one in whole if fits(one, of)]


def test_several_languages_are_asked_for_with_commas(smartrecruiters: VendorClient) -> None:
    whole = listed(smartrecruiters)
    codes = sorted({one["language"]["code"] for one in whole})
    assert len(codes) > 1

    for some in (codes[:1], codes[:2], codes):
        found = listed(smartrecruiters, f"&language={','.join(some)}")
        assert found == [one for one in whole if one["language"]["code"] in some]
        assert listed(smartrecruiters, "".join(f"&language={code}" for code in some)) == found
    assert listed(smartrecruiters, "&language=") == whole


def test_internal_ads_have_a_board_of_their_own(smartrecruiters: VendorClient) -> None:
    public, internal = listed(smartrecruiters), listed(smartrecruiters, "&destination=INTERNAL")
    with smartrecruiters.arrange() as world:
        twin = next(ad for ad in world.postings.where(published=True) if len(world.postings.where(job=ad.job)) == 2)
        for number, ad in enumerate(list(world.postings.where(job=twin.job))):
            shown = PostingVisibility.INTERNAL if number else PostingVisibility.PUBLIC
            world.put(POSTINGS, replace(ad, published=True, visibility=shown, published_at=1, confidential=False))
            if number:
                inside = ad

    both = ads_behind(smartrecruiters, listed(smartrecruiters, "&destination=INTERNAL_OR_PUBLIC"))

    assert {one["visibility"] for one in internal} == {"INTERNAL"}
    assert not {one["id"] for one in public} & {one["id"] for one in internal}
    assert len({ad.job for ad in both}) == len(both)
    assert [ad.id for ad in both if ad.job == inside.job] == [inside.id]
    one = internal[0]
    assert smartrecruiters.get(f"{board(smartrecruiters)}/{one['id']}", token=None).json["visibility"] == "INTERNAL"


def test_private_ads_and_internal_ones_of_confidential_jobs_are_for_nobody_here(smartrecruiters: VendorClient) -> None:
    ads = public_ads(smartrecruiters)
    with smartrecruiters.arrange() as world:
        hidden = [
            world.put(POSTINGS, replace(ads[0], visibility=PostingVisibility.PRIVATE)),
            world.put(POSTINGS, replace(ads[1], visibility=PostingVisibility.INTERNAL, confidential=True)),
        ]

    for destination in ("PUBLIC", "INTERNAL", "INTERNAL_OR_PUBLIC"):
        content = listed(smartrecruiters, f"&destination={destination}")
        assert not {ad.id for ad in ads_behind(smartrecruiters, content)} & {ad.id for ad in hidden}
    for ad in hidden:
        assert smartrecruiters.get(path_of(smartrecruiters, ad)).status_code == 404


def test_an_ad_that_was_taken_down_is_not_active_and_one_that_never_was_up_is_not_found(
    smartrecruiters: VendorClient,
) -> None:
    world = smartrecruiters.read()
    up = public_ads(smartrecruiters)[0]
    never = next(
        ad
        for ad in world.postings.where(published=False, visibility=PostingVisibility.PUBLIC, confidential=False)
        if world.jobs[ad.job].closed_at is None and world.jobs[ad.job].opened_at is None
    )

    smartrecruiters.delete(f"/jobs/{ids.JOB.write(world, up.job)}/publication")

    gone = smartrecruiters.get(path_of(smartrecruiters, up))
    assert (gone.status_code, gone.json["active"]) == (200, False)
    assert up.id not in {ad.id for ad in ads_behind(smartrecruiters, listed(smartrecruiters))}
    absent = smartrecruiters.get(path_of(smartrecruiters, never))
    assert (absent.status_code, absent.json["errors"][0]["code"]) == (404, "POSTING_NOT_FOUND")


@pytest.mark.parametrize("id", ["1", "743999700000000", "x", "00000000-0000-4000-8000-000000000000", "🥐"])
def test_an_ad_that_does_not_exist_is_not_found(smartrecruiters: VendorClient, id: str) -> None:
    assert smartrecruiters.get(f"{board(smartrecruiters)}/{id}", token=None).status_code == 404


def test_the_ad_of_one_company_is_not_found_at_another(smartrecruiters: VendorClient) -> None:
    number = POSTING_NUMBER.write(smartrecruiters.read(), public_ads(smartrecruiters)[0].id)

    assert smartrecruiters.get(f"/v1/companies/NobodyGmbH/postings/{number}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "limit=-1", "limit=x", "offset=-1", "offset=1.5", "destination=EVERYBODY", "locationType=MOON",
        "releasedAfter=yesterday", "language=klingon",
    ],
)  # fmt: skip
def test_a_parameter_that_cannot_be_read_is_refused(smartrecruiters: VendorClient, query: str) -> None:
    answer = smartrecruiters.get(f"{board(smartrecruiters)}?{query}")

    assert (answer.status_code, answer.json["errors"][0]["code"]) == (400, "INVALID_INPUT")


def test_departments_are_listed_for_everybody(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    path = f"/v1/companies/{world.company.identifier.lower()}/departments"

    told = smartrecruiters.get(path, token=None).json

    assert told["totalFound"] == len(told["content"]) == len(world.departments)
    assert {one["label"] for one in told["content"]} == {one.name for one in world.departments}
    assert smartrecruiters.get("/v1/companies/NobodyGmbH/departments").json == {"totalFound": 0, "content": []}


def test_the_numbers_of_ads_are_read_back(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()

    for ordinal in (1, 2, 999, 2**32 - 1):
        for naming in (POSTING_NUMBER, POSTING_UUID):
            assert naming.read(world, naming.write(world, ordinal)) == ordinal
        assert len(POSTING_NUMBER.write(world, ordinal)) == 15


def test_a_change_of_a_job_is_published_with_its_ad(smartrecruiters: VendorClient) -> None:
    ad = next(one for one in public_ads(smartrecruiters) if one.default)
    job = f"/jobs/{ids.JOB.write(smartrecruiters.read(), ad.job)}"
    before = smartrecruiters.get(path_of(smartrecruiters, ad)).json
    body = {
        "title": "Baker",
        "location": {"countryCode": "NO", "city": "Tromsø"},
        "industry": {"id": "food_production"},
        "function": {"id": "production"},
        "experienceLevel": {"id": "entry_level"},
        "refNumber": "NB-8",
    }

    assert smartrecruiters.put(job, json=body).status_code == 200
    assert smartrecruiters.get(path_of(smartrecruiters, ad)).json == before
    smartrecruiters.post(f"{job}/publication", json={})

    after = smartrecruiters.get(path_of(smartrecruiters, ad)).json
    assert (after["name"], after["refNumber"], after["location"]["city"]) == ("Baker", "NB-8", "Tromsø")
    assert (after["releasedDate"], after["id"], after["uuid"]) == (before["releasedDate"], before["id"], before["uuid"])
    assert after["jobAd"] == {"sections": {}}
    assert smartrecruiters.read()[JOBS][ad.job].reference == "NB-8"


@pytest.mark.parametrize("list", ["postings", "departments"])
def test_the_empty_board_of_another_company_names_the_one_there_is(smartrecruiters: VendorClient, list: str) -> None:
    empty = smartrecruiters.get(f"/v1/companies/AcmeInc/{list}", token=None)
    ours = smartrecruiters.get(f"/v1/companies/acmetalent/{list}", token=None)

    assert empty.json["totalFound"] == 0
    assert empty.headers["X-Sandbox-Note"] == "there is no such company; the identifier of the one here is AcmeTalent"
    assert ours.json["totalFound"] > 0
    assert "X-Sandbox-Note" not in ours.headers
