"""What clients tell SmartRecruiters of jobs, ads and positions."""

from hypothesis import strategies as st

from tests.laws.documents import Record
from tests.laws.values import floats, maybe, moments, numbers, texts

some = texts.filter(bool)
titles = some.map(lambda one: one[:256])
sections = st.fixed_dictionaries({}, optional={"title": maybe(texts), "text": maybe(texts)})
adverts = st.fixed_dictionaries(
    {},
    optional={
        "companyDescription": maybe(sections),
        "jobDescription": maybe(sections),
        "qualifications": maybe(sections),
        "additionalInformation": maybe(sections),
        "videos": maybe(st.fixed_dictionaries({}, optional={"urls": maybe(st.lists(texts, max_size=2))})),
        "nonsense": texts,
    },
)
languages = maybe(st.fixed_dictionaries({"code": st.sampled_from(["en", "ar", "he", "zh-TW", "fr-CA"])}))
places = st.fixed_dictionaries(
    {"countryCode": st.sampled_from(["NO", "jp", "Fr"]), "city": some},
    optional={
        "regionCode": maybe(some.map(lambda one: one[:256])),
        "address": maybe(some.map(lambda one: one[:2_000])),
        "postalCode": maybe(some.map(lambda one: one[:32])),
        "remote": maybe(st.booleans()),
        "latitude": maybe(st.floats(-90, 90)),
        "longitude": maybe(st.floats(-180, 180)),
    },
)
bands = st.fixed_dictionaries(
    {}, optional={"min": maybe(numbers), "max": maybe(floats), "currency": maybe(texts), "nonsense": texts}
)


def named(*choices: str) -> st.SearchStrategy[Record]:
    """Something named by its id."""
    return st.fixed_dictionaries({"id": st.sampled_from(choices)})


bodies = st.fixed_dictionaries(
    {
        "title": titles,
        "location": places,
        "industry": named("accounting", "banking"),
        "function": named("administrative", "analyst"),
        "experienceLevel": named("internship", "associate"),
    },
    optional={
        "refNumber": maybe(texts.map(lambda one: one[:63])),
        "targetHiringDate": maybe(moments),
        "typeOfEmployment": maybe(named("permanent", "contract")),
        "eeoCategory": maybe(named("executives", "managers")),
        "template": maybe(st.booleans()),
        "compensation": maybe(bands),
        "jobAd": maybe(st.fixed_dictionaries({}, optional={"sections": maybe(adverts), "language": languages})),
        "properties": st.just([{"id": "undefined", "value": {"label": "ignored"}}]),
    },
)
positions = st.fixed_dictionaries(
    {"type": st.sampled_from(["NEW", "REPLACEMENT"]), "positionOpenDate": moments, "targetStartDate": moments},
    optional={"positionId": maybe(texts), "incumbentName": maybe(texts), "id": texts, "status": st.just("FILLED")},
)
ads = st.fixed_dictionaries({"title": some}, optional={"language": languages, "jobAd": maybe(adverts), "id": texts})
