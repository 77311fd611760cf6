"""StackOne: synthetic ids."""

import pytest

from ats_sandbox.vendors.stackone.ids import remote_of, synthetic


@pytest.mark.parametrize(
    ("remote", "id"),
    [
        ("1", "c28xIQaWQ6MQ"),
        ("3393730067333907204", "c28xIQaWQ6MzM5MzczMDA2NzMzMzkwNzIwNA"),
        ("101", "c28xIQaWQ6MTAx"),
        ("5001", "c28xIQaWQ6NTAwMQ"),
    ],
)
def test_published_ids_are_derived_as_the_vendor_derives_them(remote: str, id: str) -> None:
    assert synthetic(remote) == id
    assert remote_of(id) == remote


@pytest.mark.parametrize("text", ["", "1", "c28x", "Wc8pkmCj0HaVTGnWbWC12", "8187e5da-dc77-475e-9949-af0f1fa4e4e3"])
def test_any_other_text_is_a_providers_id_itself(text: str) -> None:
    assert remote_of(text) == text


@pytest.mark.parametrize("text", ["c28xIQ", "c28xIQaWQ6MR", "c28xIQaWQ6MQ==", "c28xIQMQ", "c28xIQ////", "c28xIQé"])
def test_what_only_looks_like_a_synthetic_id_is_none(text: str) -> None:
    assert remote_of(text) == text


@pytest.mark.parametrize("remote", ["", "General questions", "Zoë ✓", "c28xIQaWQ6MQ"])
def test_every_id_comes_back(remote: str) -> None:
    assert remote_of(synthetic(remote)) == remote
