"""What deploy/nginx.conf does of its own."""

import http.client
import re
import socket
import ssl
import time
from pathlib import Path

import pytest

from tests.support.fronts.origins import Origin
from tests.support.fronts.programs import DEPLOY, Front, answers_until, nginx
from tests.support.servers import PATIENCE, Server
from widget.responses import policy

only_nginx = pytest.mark.parametrize("front", ["nginx"], indirect=True)


def test_the_real_server_is_asked_once_for_what_is_kept(server: Server, tmp_path: Path) -> None:
    with nginx(tmp_path, Origin(server.port)) as front:
        path = "/catsforkids/while-reading.html?lang=en"
        first, second = (front.get(path, Accept_Encoding="gzip, br") for _ in range(2))
        assert (first.headers["cache-status"], second.headers["cache-status"]) == (
            "nginx; fwd=uri-miss",
            "nginx; hit",
        )
        assert (first.status, first.body) == (200, second.body)
        assert front.get("/catsforkids", Accept_Language="nl-BE,nl").headers["content-language"] == "nl"
        assert front.get("/healthz").body == b"ok\n"


@only_nginx
def test_what_is_given_out_stale_may_not_be_kept_behind_nginx(front: Front) -> None:
    path = front.path("moving")
    assert "age" not in front.get(path).headers
    *_, stale = answers_until(front, path, lambda answer: "age" in answer.headers)
    assert (stale.headers["cache-status"], stale.headers["age"]) == ("nginx; hit", "5")


@only_nginx
def test_a_slow_header_and_a_long_one_are_cut_off(front: Front) -> None:
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", front.port), timeout=PATIENCE) as slow:
        slow.sendall(f"GET {front.path('steady')} HTTP/1.1\r\nHost: x\r\n".encode())
        assert front.get(front.path("steady", "x" * 5000)).status == 414
        assert front.get(front.path("steady"), X_Long="x" * 5000).status == 400
        with pytest.raises(ConnectionResetError):
            slow.recv(1)
        assert time.monotonic() - begun > 4
    assert not front.asked()


@only_nginx
def test_http_leads_to_https_on_the_same_host_and_every_answer_says_hsts(front: Front) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=10)
    connection.request("GET", "/a?b=c", headers={"Host": "meanwhile.example"})
    sent = connection.getresponse()
    connection.close()

    assert (sent.status, sent.getheader("location")) == (308, "https://meanwhile.example/a?b=c")
    for path in (front.path("steady"), front.path("steady", ending=".404"), "/metrics"):
        assert front.get(path).headers["strict-transport-security"] == "max-age=63072000"
    front.origin.stop()
    assert front.get(front.path("moving")).headers["strict-transport-security"] == "max-age=63072000"


@only_nginx
def test_nothing_of_a_reader_is_in_a_key_on_disk(front: Front) -> None:
    front.get(front.path("page", "fbclid=secret", ending=""), Accept_Language="rm, nl")
    front.get(f"/{front.word}/embed?fbclid=secret&lang=nl", Accept_Language="gsw")
    front.get(f"/oembed?url=http%3A%2F%2F{front.word}&fbclid=secret")
    kept = [file.read_bytes() for file in (front.folder / "cache").rglob("*") if file.is_file()]
    keys = b"".join(re.findall(rb"\nKEY: .*", b"".join(kept)))

    assert front.word.encode() in keys
    assert not re.findall(rb"secret|\brm\b|gsw", keys)


@only_nginx
def test_http_2_is_spoken(front: Front) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", front.tls_port), timeout=5) as plain,
        context.wrap_socket(plain) as secure,
    ):
        assert secure.selected_alpn_protocol() == "h2"


def test_time_outs_leave_the_lag_on_an_error_within_a_minute() -> None:
    text = (DEPLOY / "nginx" / "location.conf").read_text()
    waits = [int(each) for each in re.findall(r"proxy_(?:connect|read)_timeout (\d+)s", text)]
    lifetimes = dict(policy.headers("moving"))["cdn-cache-control"]
    kept = re.search(r"max-age=(\d+).*stale-if-error=(\d+)", lifetimes)
    assert kept
    # nginx counts in whole seconds: one more.
    assert len(waits) == 2
    assert int(kept[1]) + int(kept[2]) + 1 + sum(waits) <= 60
