"""Users and their pictures."""

from io import BytesIO
from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.state import AVATARS
from ats_sandbox.world.clock import iso
from tests.client import VendorClient
from tests.vendors.smartrecruiters.people import UNKNOWN, envelope

USERS = "/user-api/v201804/users"
ROOTS = (USERS, "/users")
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
NOT_FOUND = envelope("USER_NOT_FOUND", "User not found")
UNREADABLE = envelope("UNMARSHALLING_ERROR", "Request could not be unmarshalled")


@pytest.fixture
def user(smartrecruiters: VendorClient) -> str:
    return ids.USER.write(smartrecruiters.read(), 3)


def form(name: str = "file", content: bytes = PICTURE) -> dict[str, Any]:
    return {"data": {name: (BytesIO(content), "me.png", "image/png")}, "content_type": "multipart/form-data"}


def listed(client: VendorClient, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(USERS, query_string={"limit": 100, **query}).json["content"]
    return found


def test_users_come_in_pages_without_a_total(smartrecruiters: VendorClient) -> None:
    first = smartrecruiters.get(f"{USERS}?limit=20").json
    second = smartrecruiters.get(USERS, query_string={"limit": 20, "pageId": first["nextPageId"]}).json

    assert set(first) == {"limit", "nextPageId", "content"}
    assert set(second) == {"limit", "content"}
    world = smartrecruiters.read()
    shown = [one["id"] for one in first["content"] + second["content"]]
    assert shown == [ids.USER.write(world, one.id) for one in world.users]


def test_a_user_is_shown_with_role_language_and_office(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    one = next(one for one in world.users if one.location is not None)

    shown = smartrecruiters.get(f"{USERS}/{ids.USER.write(world, one.id)}").json

    assert (shown["firstName"], shown["lastName"], shown["email"]) == (one.first_name, one.last_name, one.email)
    assert shown["systemRole"]["id"] in {"EMPLOYEE", "RESTRICTED", "STANDARD", "EXTENDED", "ADMINISTRATOR"}
    assert shown["language"] == {"code": one.language}
    assert shown["active"] is one.active
    assert shown["updatedOn"] == iso(one.updated_at)
    assert shown["location"]["city"] == world.locations[one.location or 0].place.city
    assert isinstance(shown["location"]["latitude"], str)


def test_a_list_shows_users_without_their_office(smartrecruiters: VendorClient) -> None:
    for short in listed(smartrecruiters):
        full = smartrecruiters.get(f"{USERS}/{short['id']}").json
        full.pop("location", None)
        for group in full["accessGroups"]:
            assert group.pop("name")
        assert short == full


def test_who_has_left_is_listed_as_inactive(smartrecruiters: VendorClient) -> None:
    assert [one for one in listed(smartrecruiters) if not one["active"]]


def test_me_is_the_holder_of_the_credential(smartrecruiters: VendorClient) -> None:
    me = smartrecruiters.get(f"{USERS}/me").json

    assert me == smartrecruiters.get(f"{USERS}/{me['id']}").json
    assert me["systemRole"] == {"id": "ADMINISTRATOR", "name": "Administrator"}
    assert smartrecruiters.get(f"{USERS}/me", token="sandbox-restricted").json["id"] != me["id"]


def test_q_finds_a_part_of_the_name_or_the_address(smartrecruiters: VendorClient) -> None:
    one = listed(smartrecruiters)[4]

    for text in (one["lastName"].upper(), f"{one['firstName']} {one['lastName']}", one["email"][:8]):
        assert one["id"] in [hit["id"] for hit in listed(smartrecruiters, q=text)], text
    assert listed(smartrecruiters, q="nobody is called so") == []


def test_updated_after_is_strict(smartrecruiters: VendorClient) -> None:
    stamps = sorted(one["updatedOn"] for one in listed(smartrecruiters))

    hits = listed(smartrecruiters, updatedAfter=stamps[10])

    assert sorted(one["updatedOn"] for one in hits) == [stamp for stamp in stamps if stamp > stamps[10]]


@pytest.mark.parametrize(
    "query", [{"q": "ab"}, {"q": ""}, {"limit": "0"}, {"limit": "101"}, {"pageId": "x"}, {"updatedAfter": "now"}]
)
def test_a_parameter_out_of_range_is_400(smartrecruiters: VendorClient, query: dict[str, str]) -> None:
    response = smartrecruiters.get(USERS, query_string=query)

    assert response.status_code == 400
    assert response.json["errors"][0]["code"] == ("INVALID_PAGE_ID" if "pageId" in query else "INVALID_INPUT")


@pytest.mark.parametrize("id", [UNKNOWN, "f" * 24, "ME", "1", "%00"])
def test_an_id_that_was_never_given_out_is_404(smartrecruiters: VendorClient, id: str) -> None:
    assert smartrecruiters.get(f"{USERS}/{id}").json == NOT_FOUND
    response = smartrecruiters.put(f"{USERS}/{id}/avatar", **form())
    assert (response.status_code, response.json) == (404, NOT_FOUND)


def test_a_picture_is_kept_for_its_user(smartrecruiters: VendorClient, user: str) -> None:
    response = smartrecruiters.put(f"{USERS}/{user}/avatar", **form())

    assert (response.status_code, response.data) == (204, b"")
    kept = smartrecruiters.read()[AVATARS][3]
    assert (kept.content, kept.name, kept.content_type) == (PICTURE, "me.png", "image/png")


def test_a_second_picture_replaces_the_first(smartrecruiters: VendorClient, user: str) -> None:
    smartrecruiters.put(f"{USERS}/{user}/avatar", **form())
    smartrecruiters.put(f"{USERS}/{user}/avatar", **form(content=b"another"))

    assert [one.content for one in smartrecruiters.read()[AVATARS]] == [b"another"]


def part(head: str, content: bytes = PICTURE) -> dict[str, Any]:
    """A form of one part with this header."""
    body = b"--x\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n--x--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=x"}


@pytest.mark.parametrize(
    "request_",
    [
        {"json": {"file": "x"}},
        {"data": PICTURE, "content_type": "image/png"},
        {"data": b"", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"no parts at all", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"--x\r\ntruncated", "content_type": "multipart/form-data"},
        part('Content-Disposition: form-data; name="file"; filename="me.png"\r\nContent-Type: image/png', b""),
        {},
    ],
    ids=["JSON", "bare bytes", "nothing", "no parts", "no boundary", "an empty file", "no body"],
)
@pytest.mark.parametrize("root", ROOTS)
def test_what_is_no_form_with_a_file_is_400(
    smartrecruiters: VendorClient, user: str, root: str, request_: dict[str, Any]
) -> None:
    response = smartrecruiters.put(f"{root}/{user}/avatar", **request_)

    assert (response.status_code, response.json) == (400, UNREADABLE)
    assert len(smartrecruiters.read()[AVATARS]) == 0


FILE = 'Content-Disposition: form-data; name="file"'


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (part('Content-Disposition: form-data; name="picture"; filename="me.png"'), "MISSING_FILE_PART"),
        (part('Content-Disposition: form-data; name="File"; filename="me.png"'), "MISSING_FILE_PART"),
        (part('Content-Disposition: form-data; name="FILE"; filename="me.png"'), "MISSING_FILE_PART"),
        ({"data": {"file": "a text"}, "content_type": "multipart/form-data"}, "MISSING_FILE_NAME"),
        (part(f"{FILE}\r\nContent-Type: image/png"), "MISSING_FILE_NAME"),
        (part(f'{FILE}; filename=""\r\nContent-Type: image/png'), "MISSING_FILE_NAME"),
        (part(f'{FILE}; filename="me.png"'), "MISSING_MEDIA_TYPE"),
    ],
)
@pytest.mark.parametrize("root", ROOTS)
def test_the_part_is_called_file_and_says_its_name_and_media_type(
    smartrecruiters: VendorClient, user: str, root: str, request_: dict[str, Any], code: str
) -> None:
    response = smartrecruiters.put(f"{root}/{user}/avatar", **request_)

    assert (response.status_code, response.json["errors"][0]["code"]) == (400, code)
    assert len(smartrecruiters.read()[AVATARS]) == 0


@pytest.mark.parametrize("root", ROOTS)
def test_a_picture_of_a_form_written_by_hand_is_kept(smartrecruiters: VendorClient, user: str, root: str) -> None:
    response = smartrecruiters.put(
        f"{root}/{user}/avatar", **part(f'{FILE}; filename="me.png"\r\nContent-Type: image/png')
    )

    assert response.status_code == 204
    assert smartrecruiters.read()[AVATARS][3].content == PICTURE


@pytest.mark.parametrize("token", ["sandbox-readonly", "sandbox-unscoped"])
def test_who_may_not_change_users_is_403(smartrecruiters: VendorClient, user: str, token: str) -> None:
    response = smartrecruiters.put(f"{USERS}/{user}/avatar", token=token, **form())

    assert response.status_code == 403
    assert response.json == envelope("OAuthPermissionsException", "The credential has no permission for this operation")
    assert len(smartrecruiters.read()[AVATARS]) == 0


def test_a_stranger_changes_no_picture(smartrecruiters: VendorClient, user: str) -> None:
    response = smartrecruiters.put(f"{USERS}/{user}/avatar", token=None, **form())

    assert (response.status_code, response.json) == (401, {"message": "Unauthorized"})


def test_a_picture_over_the_limit_is_413(smartrecruiters: VendorClient, user: str) -> None:
    content = b"x" * (12 * 1024 * 1024 + 1)

    response = smartrecruiters.put(
        f"{USERS}/{user}/avatar", data=content, content_type="multipart/form-data; boundary=x"
    )

    assert (response.status_code, response.json) == (413, {"message": "Request Entity Too Large"})
    assert len(smartrecruiters.read()[AVATARS]) == 0


def test_a_large_picture_is_kept_to_the_last_byte(smartrecruiters: VendorClient, user: str) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="big.png"\r\nContent-Type: image/png\r\n\r\n'
    content = bytes(range(256)) * 8_000

    response = smartrecruiters.put(
        f"{USERS}/{user}/avatar",
        data=head + content + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )

    assert response.status_code == 204
    assert smartrecruiters.read()[AVATARS][3].content == content
