"""What an operator may watch: right with several workers, and no label that a stranger can grow."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.support.fronts.programs import listening
from tests.support.ports import free_port
from tests.support.processes import children, until
from tests.support.servers import PATIENCE, serving
from tests.support.toml import small, write
from widget import __version__
from widget.campaign.library import load_all
from widget.campaign.load import load
from widget.campaign.models import Campaign
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
    assert numbers["meanwhile_campaigns_loaded"] == len(load_all([]))
    assert numbers["meanwhile_reload_failures_total"] == 0


def test_strangers_grow_no_labels(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, "--metrics-port", str(port)) as server:
        for i in range(10):
            with pytest.raises(HTTPError, match="404") as caught:
                urlopen(f"{server.url}/made/up-{i}.ending{i}", timeout=PATIENCE)
            caught.value.close()
        numbers = scraped(port)

    assert total(numbers, kind="error", format="other", status="404", outcome="pass") == 10
    assert len([name for name in numbers if name.startswith("meanwhile_requests_total")]) == 1


def test_of_a_worker_that_ended_its_counts_stay_and_its_gauges_go() -> None:
    ended, running = Metrics(), Metrics()
    for worker in (ended, running):
        worker.answered("steady", "html", 200, "hit")
        worker.made(0.001)
        worker.failed(1)
        worker.sources |= {
            "meanwhile_memo_bytes": lambda: 1000,
            "meanwhile_campaigns_loaded": lambda: 3,
            "meanwhile_pictures_refused": lambda: 5,
        }

    total = added([counted(ended.numbers()), running.numbers()])
    found = {name: value for (_, name, _), value in total.items()}

    assert found["meanwhile_requests_total"] == found["meanwhile_render_seconds_count"] == 2
    assert found["meanwhile_memo_bytes"] == 1000
    assert found["meanwhile_campaigns_loaded"] == 3
    assert found["meanwhile_reload_failures_total"] == 2
    assert found["meanwhile_pictures_refused_total"] == 10


def test_of_what_each_worker_has_but_is_one_the_worst_is_told() -> None:
    first, second = Metrics(), Metrics()
    first.sources |= {
        "meanwhile_files_looked_timestamp_seconds": lambda: 100.0,
        "meanwhile_files_refused": lambda: 0,
    }
    second.sources |= {
        "meanwhile_files_looked_timestamp_seconds": lambda: 200.0,
        "meanwhile_files_refused": lambda: 2,
    }

    found = {name: value for (_, name, _), value in added([first.numbers(), second.numbers()]).items()}

    assert found["meanwhile_files_looked_timestamp_seconds"] == 100
    assert found["meanwhile_files_refused"] == 2


def test_campaigns_that_say_the_same_have_one_hash_and_no_others_have_it(campaign_folder: Path) -> None:
    def revision(*campaigns: Campaign) -> str:
        metrics = Metrics()
        metrics.serving({campaign.name: campaign for campaign in campaigns})
        (labels,) = [
            labels for family, _, labels in metrics.numbers() if family == "meanwhile_campaigns_info"
        ]
        return dict(labels)["hash"]

    births = load(write(campaign_folder, small()))
    again = load(write(campaign_folder, small()))
    other = load(write(campaign_folder, small(revision=date(2020, 1, 1))))
    deaths = load(write(campaign_folder, small(name="deaths")))

    assert revision(births, deaths) == revision(deaths, again)
    assert len({revision(births), revision(other), revision(deaths), revision(births, deaths)}) == 4


def test_probes_are_not_counted_as_requests(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, "--metrics-port", str(port)) as server:
        for path in ("/healthz", "/readyz", "/healthz", "/catsforkids/while-reading.txt"):
            urlopen(f"{server.url}{path}", timeout=PATIENCE).read()
        scraped(port)
        numbers = scraped(port)

    assert total(numbers) == total(numbers, kind="steady") == 1


def test_a_worker_that_is_replaced_is_counted_and_all_are_added_up(
    tmp_path: Path, campaign_folder: Path
) -> None:
    port = free_port()
    (campaign_folder / "wrong.toml").write_text("x")
    flags = ("--workers", "2", "--metrics-port", str(port), "--campaigns", campaign_folder)
    with serving(tmp_path, *flags) as server:
        until(lambda: listening(port) and scraped(port).get("meanwhile_workers") == 2)
        before = scraped(port)
        children(server)[0].kill()
        until(lambda: scraped(port)["meanwhile_workers_replaced_total"] == 1)
        until(lambda: scraped(port)["meanwhile_workers"] == 2)
        after = scraped(port)

    assert before["meanwhile_workers_replaced_total"] == 0
    assert before["meanwhile_files_refused"] == 1
    assert before["meanwhile_memory_bytes"] > 100_000_000, "two workers and what watches them"
    assert after["meanwhile_cpu_seconds_total"] > before["meanwhile_cpu_seconds_total"] > 0
    assert 0 < before["meanwhile_start_time_seconds"] <= before["meanwhile_files_looked_timestamp_seconds"]
    assert before[f'meanwhile_build_info{{version="{__version__}"}}'] == 1
    assert len([name for name in before if name.startswith("meanwhile_campaigns_info")]) == 1


def test_what_the_memo_may_keep_is_shared_out_among_the_workers(tmp_path: Path) -> None:
    port, kept = free_port(), 1 << 19
    flags = ("--workers", "2", "--metrics-port", str(port), "--memo-bytes", str(kept))
    with serving(tmp_path, *flags) as server:
        for number in range(300):
            path = f"/catsforkids/while-reading.html?accent={number * 7:06x}&lang=en"
            urlopen(f"{server.url}{path}", timeout=PATIENCE).read()
        numbers = scraped(port)

    assert kept / 3 < numbers["meanwhile_memo_bytes"] <= kept
    assert numbers["meanwhile_memo_entries"] > 10


def test_pictures_that_find_no_place_are_counted(tmp_path: Path) -> None:
    port = free_port()

    def ask(number: int) -> int:
        try:
            path = f"/catsforkids/versus.png?accent={number * 7:06x}&lang=en"
            return int(urlopen(f"{server.url}{path}", timeout=PATIENCE).status)
        except HTTPError as error:
            error.close()
            return error.code

    with serving(tmp_path, "--metrics-port", str(port)) as server, ThreadPoolExecutor(20) as readers:
        statuses = list(readers.map(ask, range(20)))
        numbers = scraped(port)

    assert numbers["meanwhile_pictures_refused_total"] == statuses.count(503) == total(numbers, status="503")
    assert numbers["meanwhile_pictures_refused_total"] == numbers["meanwhile_errors_total"] > 0
    assert numbers["meanwhile_pictures_waiting"] == numbers["meanwhile_pictures_drawing"] == 0


def test_no_file_is_written_for_numbers(tmp_path: Path) -> None:
    env = {"TMPDIR": str(tmp_path)}
    with serving(tmp_path, "--workers", "2", "--metrics-port", str(free_port()), env=env) as server:
        urlopen(f"{server.url}/healthz", timeout=10).read()
        assert [file for file in tmp_path.rglob("*") if "pymp" not in file.name] == []
