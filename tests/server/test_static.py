"""Static files: their addresses, and those that pages of another version name."""

from hashlib import sha256

from starlette.testclient import TestClient

from tests.support.markup import Page


def _sheet(client: TestClient) -> str:
    links = [each.attributes["href"] for each in Page(client.get("/").text).all("link")]
    return next(address for address in links if "css" in address)


def test_static_files_have_the_hash_of_their_content_in_their_address(client: TestClient) -> None:
    sheet = _sheet(client)
    response = client.get(sheet)

    assert response.status_code == 200
    mark = int.from_bytes(sha256(response.content).digest()[:6], "big")
    assert sheet == f"/static/page.{mark}.css"
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert client.get("/static/page.css").status_code == 404


def test_a_page_of_another_version_gets_the_style_sheet_that_there_is_for_five_minutes(
    client: TestClient,
) -> None:
    sheet = _sheet(client)
    stem, _, ending = sheet.split(".")
    response = client.get(f"{stem}.0123456789ab.{ending}")

    assert (response.status_code, response.content) == (200, client.get(sheet).content)
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert response.headers["cache-control"] == "public, max-age=300, s-maxage=300"
    for unknown in (f"{stem}.0123456789ag.css", f"{stem}.0123.css", f"{stem}.0123456789ab.js"):
        assert client.get(unknown).status_code == 404
    assert client.get("/static/none.0123456789ab.css").status_code == 404
