"""Pictures, signs and press kits as the server answers them: types, lifetimes, and what is drawn once."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from starlette.testclient import TestClient

from tests.support.drawings import here
from tests.support.responses import cache_control
from widget.campaign.models import Campaign
from widget.formats.pictures.drawing import Drawing
from widget.formats.pictures.queue import BusyError, LayOut
from widget.server.app import create_app

TYPES = {"svg": "image/svg+xml", "png": "image/png", "gif": "image/gif"}


@pytest.mark.parametrize(("ending", "media_type"), TYPES.items())
def test_a_widget_comes_as_each_kind_of_picture(client: TestClient, ending: str, media_type: str) -> None:
    response = client.get(f"/catsforkids/while-reading.{ending}?lang=nl")

    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["content-language"] == "nl"
    assert cache_control(response.headers["cache-control"])["s-maxage"] == "86400"


@pytest.mark.parametrize("ending", ["png", "gif"])
def test_a_picture_of_what_moves_lives_a_minute_in_shared_caches(client: TestClient, ending: str) -> None:
    headers = client.get(f"/catsforkids/today.{ending}").headers

    assert "no-store" in cache_control(headers["cache-control"])
    assert cache_control(headers["cdn-cache-control"])["max-age"] == headers["x-accel-expires"] == "60"


def test_an_svg_of_what_moves_lives_a_second_in_shared_caches(client: TestClient) -> None:
    headers = client.get("/catsforkids/today.svg").headers

    assert "no-store" in cache_control(headers["cache-control"])
    assert cache_control(headers["cdn-cache-control"])["max-age"] == headers["x-accel-expires"] == "1"


def test_only_the_style_of_an_svg_is_allowed_in_it(client: TestClient) -> None:
    policy = client.get("/catsforkids/while-reading.svg").headers["content-security-policy"]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")


@pytest.mark.parametrize("size", ["1200x630", "600x315", "320x180"])
def test_a_png_has_the_size_that_was_asked_for(client: TestClient, size: str) -> None:
    response = client.get(f"/catsforkids/versus.png?lang=de&size={size}")

    assert "x".join(map(str, Image.open(BytesIO(response.content)).size)) == size


def test_a_wrong_size_is_explained_in_a_sentence(client: TestClient) -> None:
    response = client.get("/catsforkids/versus.png?lang=en&size=9x9")

    assert response.status_code == 400
    assert "1200x630, 600x315, 320x180" in response.text


def test_a_picture_is_not_compressed_once_more(client: TestClient) -> None:
    response = client.get("/catsforkids/while-reading.png", headers={"accept-encoding": "br, gzip"})

    assert "content-encoding" not in response.headers
    assert response.content.startswith(b"\x89PNG")


def test_a_picture_is_drawn_once_and_then_kept(campaigns: Mapping[str, Campaign]) -> None:
    drawings: list[Drawing] = []

    async def counted(campaign: str, lay_out: LayOut) -> list[bytes]:
        drawings.extend(lay_out())
        return await here(campaign, lay_out)

    client = TestClient(create_app(campaigns, draw=counted))
    first = client.get("/catsforkids/while-reading.png?lang=de&theme=dark&utm_source=a")
    again = client.get("/catsforkids/while-reading.png?theme=dark&lang=de&layout=line&utm_source=b")

    assert again.content == first.content
    assert len(drawings) == 1
    etag = {"if-none-match": first.headers["etag"]}
    assert client.get("/catsforkids/while-reading.png?lang=de&theme=dark", headers=etag).status_code == 304


def test_too_many_pictures_at_once_are_answered_with_try_again(campaigns: Mapping[str, Campaign]) -> None:
    async def busy(campaign: str, lay_out: LayOut) -> list[bytes]:
        raise BusyError

    client = TestClient(create_app(campaigns, draw=busy))
    response = client.get("/catsforkids/every-second.png?lang=en&accent=123")

    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert response.headers["cache-control"] == "no-store"
    assert response.text == "Many pictures are being drawn right now. Try again in ten seconds.\n"


def test_a_picture_that_cannot_be_drawn_is_an_error_page_and_the_next_reader_may_get_it(
    campaigns: Mapping[str, Campaign], caplog: pytest.LogCaptureFixture
) -> None:
    broken = True

    async def sometimes(campaign: str, lay_out: LayOut) -> list[bytes]:
        if broken:
            raise ChildProcessError("the picture could not be drawn")
        return await here(campaign, lay_out)

    client = TestClient(create_app(campaigns, draw=sometimes))
    failed = client.get("/catsforkids/every-second.png?lang=en")
    broken = False

    assert failed.status_code == 500
    assert "Something went wrong on this server" in failed.text
    assert "the picture could not be drawn" in caplog.text
    assert client.get("/catsforkids/every-second.png?lang=en").status_code == 200


@pytest.mark.parametrize(
    ("file", "media_type"),
    {"sign.svg": "image/svg+xml", "sign.png": "image/png", "press.zip": "application/zip"}.items(),
)
def test_a_campaign_has_its_files_in_each_language(client: TestClient, file: str, media_type: str) -> None:
    found = {lang: client.get(f"/catsforkids/{file}?lang={lang}") for lang in ("fr", "de")}

    assert {response.headers["content-type"] for response in found.values()} == {media_type}
    assert {response.headers["content-language"] for response in found.values()} == {"fr", "de"}
    assert found["fr"].content != found["de"].content
    assert client.get(f"/catsforkids/{file}?lang=xx").content == found["fr"].content


def test_a_press_kit_can_be_opened_and_holds_every_kind_of_picture(client: TestClient) -> None:
    archive = ZipFile(BytesIO(client.get("/catsforkids/press.zip?lang=en").content))

    assert archive.testzip() is None
    assert {name.rpartition(".")[2] for name in archive.namelist()} == {"svg", "png", "gif", "txt"}


@pytest.mark.parametrize("path", ["sign.gif", "sign.bmp", "press.tar", "nothing.png", "today.bmp"])
def test_what_there_is_not_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/catsforkids/{path}").status_code == 404


def test_the_card_of_an_embed_names_a_picture_that_is_there(
    client: TestClient, catsforkids: Campaign
) -> None:
    for name in catsforkids.widgets:
        assert f'content="http://127.0.0.1:8000/catsforkids/{name}.png?lang=fr"' in (
            client.get(f"/catsforkids/{name}.html").text
        )
