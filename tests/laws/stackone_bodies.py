"""What clients tell StackOne of people, jobs, applications and offers."""

from hypothesis import strategies as st

from tests.laws.values import mails, maybe, moments, numbers, texts

anything = st.one_of(st.none(), st.booleans(), numbers, texts, st.lists(texts, max_size=2))
unified = maybe(
    st.dictionaries(st.one_of(texts, st.sampled_from(["cost_centre", "notice_period"])), anything, max_size=2)
)
customs = maybe(
    st.lists(
        st.fixed_dictionaries(
            {"remote_id": st.sampled_from(["a", "b", "ü"])}, optional={"name": texts, "value": anything}
        ),
        max_size=3,
        unique_by=lambda one: one["remote_id"],
    )
)
phones = maybe(
    st.lists(st.fixed_dictionaries({"type": st.sampled_from(["work", "home"]), "phone": maybe(texts)}), max_size=2)
)
links = maybe(st.lists(st.fixed_dictionaries({"type": texts.filter(bool), "url": maybe(texts)}), max_size=2))
facts = {
    "email": maybe(mails),
    "phone_numbers": phones,
    "social_links": links,
    "company": maybe(texts),
    "title": maybe(texts),
    "country": maybe(texts),
    "hired_at": maybe(moments),
    "unified_custom_fields": unified,
    "custom_fields": customs,
    "passthrough": st.just({"ignored": True}),
    "id": texts,
}
halves = st.fixed_dictionaries({}, optional=facts | {"first_name": maybe(texts), "last_name": maybe(texts)})
people = st.one_of(halves, st.fixed_dictionaries({"name": texts}, optional=facts))
openings = st.fixed_dictionaries(
    {},
    optional={
        "code": maybe(texts),
        "title": maybe(texts),
        "description": maybe(texts),
        "job_status": st.sampled_from(["open", "draft", "published", "on_hold", "closed", "archived"]).map(
            lambda one: {"value": one}
        ),
        "confidential": st.sampled_from(["true", "false"]),
        "unified_custom_fields": unified,
        "custom_fields": customs,
        "id": texts,
    },
)
statuses = st.sampled_from(["active", "lead", "review", "screen", "interview", "offer", "rejected", "converted"])
changes = st.fixed_dictionaries(
    {},
    optional={
        "application_status": statuses.map(lambda one: {"value": one}),
        "source": maybe(st.fixed_dictionaries({"name": texts.filter(lambda one: len(one) > 20)})),
        "custom_fields": customs,
    },
)
salaries = {"salary": maybe(numbers), "currency": maybe(texts), "start_date": maybe(moments)}
offers = st.fixed_dictionaries(
    {},
    optional=salaries
    | {
        "offer_status": st.sampled_from(["pending", "accepted", "approved", "retracted"]).map(
            lambda one: {"value": one}
        ),
        "offer_history": maybe(st.lists(st.fixed_dictionaries({}, optional=salaries), max_size=2)),
        "id": texts,
    },
)
