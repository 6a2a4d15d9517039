"""What an operator may watch: right with several workers, and no label that a stranger can grow."""

import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.support.ports import free_port
from tests.support.servers import PATIENCE, serving
from widget.server.metrics import Metrics, added, counted


def scraped(port: int) -> dict[str, float]:
    text = urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE).read().decode()
    return {
        name: float(value)
        for name, value in re.findall(r"^(\w+(?:\{[^}]*\})?) ([0-9.e+-]+)$", text, flags=re.MULTILINE)
    }


def total(numbers: dict[str, float], **labels: str) -> float:
    return sum(
        value
        for name, value in numbers.items()
        if name.startswith("meanwhile_requests_total{")
        and all(f'{label}="{wanted}"' in name for label, wanted in labels.items())
    )


def test_the_requests_of_all_workers_are_added_up(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, "--workers", "2", "--metrics-port", str(port)) as server:
        for i in range(20):
            urlopen(f"{server.url}/catsforkids/while-reading.html?utm_source={i}", timeout=PATIENCE).read()
        numbers = scraped(port)

    assert total(numbers, kind="steady", format="html", status="200") == 20
    assert 1 <= total(numbers, outcome="miss") <= 2, "one for each worker that was asked"
    assert numbers["meanwhile_render_seconds_count"] == total(numbers, outcome="miss")
    assert numbers["meanwhile_memo_bytes"] > 5000
    assert numbers["meanwhile_campaigns_loaded"] == 1
    assert numbers["meanwhile_reload_failures_total"] == 0


def test_strangers_grow_no_labels(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, "--metrics-port", str(port)) as server:
        for i in range(10):
            with pytest.raises(HTTPError, match="404") as caught:
                urlopen(f"{server.url}/made/up-{i}.ending{i}", timeout=PATIENCE)
            caught.value.close()
        numbers = scraped(port)

    assert total(numbers, format="other", status="404", outcome="pass") == 10
    assert len([name for name in numbers if name.startswith("meanwhile_requests_total")]) == 1


def test_of_a_worker_that_ended_its_counts_stay_and_its_gauges_go() -> None:
    ended, running = Metrics(), Metrics()
    for worker in (ended, running):
        worker.answered("steady", "html", 200, "hit")
        worker.made(0.001, 1000)
        worker.loaded(3, 1)

    total = added([counted(ended.numbers()), running.numbers()])
    found = {name: value for (_, name, _), value in total.items()}

    assert found["meanwhile_requests_total"] == found["meanwhile_render_seconds_count"] == 2
    assert found["meanwhile_memo_bytes"] == 1000
    assert found["meanwhile_campaigns_loaded"] == 3
    assert found["meanwhile_reload_failures_total"] == 2


def test_no_file_is_written_for_numbers(tmp_path: Path) -> None:
    env = {"TMPDIR": str(tmp_path)}
    with serving(tmp_path, "--workers", "2", "--metrics-port", str(free_port()), env=env) as server:
        urlopen(f"{server.url}/healthz", timeout=10).read()
        assert [file for file in tmp_path.rglob("*") if "pymp" not in file.name] == []
