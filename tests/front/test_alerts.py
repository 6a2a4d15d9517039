"""What would wake an operator, in a real Prometheus: each thing is done, and its alert fires."""

import json
import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
import yaml

from tests.server.test_metrics import scraped
from tests.support.fronts.programs import DEPLOY, program, replaced, running
from tests.support.ports import free_port
from tests.support.processes import children, command_line, until
from tests.support.servers import PATIENCE, Server, serving
from tests.support.toml import small, write

HERE = Path(__file__).parent
ALERTS = {
    rule["alert"] for rule in yaml.safe_load((DEPLOY / "alerts.yaml").read_text())["groups"][0]["rules"]
}
# Seconds between two scrapes: longer than a server waits for a worker that does not answer.
EVERY = "3s"


class Prometheus:
    """A running Prometheus."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}/api/v1"

    def _ask(self, path: str) -> dict[str, list[dict[str, object]]]:
        with urlopen(f"{self._url}/{path}", timeout=PATIENCE) as response:
            return dict(json.load(response)["data"])

    def ready(self) -> bool:
        """Whether it answers; just after a start it does not."""
        try:
            self.query("up")
        except HTTPError as error:
            error.close()
            return False
        return True

    def firing(self) -> set[str]:
        """The names of the alerts that fire."""
        labels = [alert["labels"] for alert in self._ask("alerts")["alerts"] if alert["state"] == "firing"]
        return {str(each["alertname"]) for each in labels if isinstance(each, dict)}

    def query(self, expression: str) -> list[dict[str, object]]:
        """The series that an expression has now."""
        return self._ask(f"query?{urlencode({'query': expression})}")["result"]


@contextmanager
def prometheus(folder: Path, jobs: Mapping[str, list[int]], rules: str) -> Iterator[Prometheus]:
    """Prometheus with `rules`, and by job the ports that it scrapes."""
    command, port = program("prometheus", "prometheus"), free_port()
    settings = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())
    settings["global"] = {"scrape_interval": EVERY, "scrape_timeout": EVERY, "evaluation_interval": "1s"}
    assert {job["job_name"] for job in settings["scrape_configs"]} == set(jobs)
    for job in settings["scrape_configs"]:
        targets = [f"127.0.0.1:{each}" for each in jobs[job["job_name"]]]
        job["static_configs"] = [{"targets": targets}]
    (folder / "alerts.yaml").write_text(rules)
    configuration = folder / "prometheus.yml"
    configuration.write_text(yaml.safe_dump(settings))
    flags = (
        f"--config.file={configuration}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--log.level=error",
    )
    with running([command, *flags], folder, port):
        found = Prometheus(port)
        until(found.ready)
        yield found


@contextmanager
def front(folder: Path, port: int) -> Iterator[None]:
    """An nginx that has nothing but deploy/nginx-metrics.conf."""
    folder.mkdir()
    told = replaced((DEPLOY / "nginx-metrics.conf").read_text(), {"127.0.0.1:9101": f"127.0.0.1:{port}"})
    configuration = folder / "nginx.conf"
    configuration.write_text(f"pid {folder}/pid; error_log stderr emerg; events {{}} http {{ {told} }}")
    command = program("nginx", "nginx-light")
    with running([command, "-p", str(folder), "-c", str(configuration), "-g", "daemon off;"], folder, port):
        yield


def rules(memory: float) -> str:
    """The rules, which wait for nothing: staleness of seconds, and this part of the memory, are too much."""
    text = replaced(
        (DEPLOY / "alerts.yaml").read_text(),
        {"> 0.9\n": f"> {memory}\n", "_seconds > 60\n": "_seconds > 8\n"},
    )
    return re.sub(r"for: \d+m", "for: 0s", text)


def flood(server: Server) -> None:
    """Ask for more pictures at once than may wait, and wait for none of them."""

    def ask(number: int) -> None:
        with suppress(OSError):
            try:
                urlopen(f"{server.url}/catsforkids/versus.png?accent={number * 7:06x}").close()
            except HTTPError as error:
                error.close()

    for number in range(60):
        threading.Thread(target=ask, args=(number,), daemon=True).start()


def test_each_alert_fires_when_what_it_watches_for_is_done(tmp_path: Path) -> None:
    ports = [free_port() for _ in range(3)]
    folders = [tmp_path / name for name in ("first", "second", "prometheus")]
    for folder in folders:
        folder.mkdir()
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(
                serving(tmp_path, "--workers", workers, "--metrics-port", str(port), "--campaigns", folder)
            )
            for workers, port, folder in zip("21", ports, folders, strict=False)
        )
        cache = stack.enter_context(ExitStack())
        cache.enter_context(front(tmp_path / "front", ports[2]))
        until(lambda: workers(ports[0]) == 2 and workers(ports[1]) == 1)
        numbers = scraped(ports[0])
        most = 1.03 * numbers["meanwhile_memory_bytes"] / numbers["meanwhile_memory_limit_bytes"]
        watching = stack.enter_context(
            prometheus(folders[2], {"meanwhile": ports[:2], "meanwhile-front": ports[2:]}, rules(most))
        )
        until(lambda: len(watching.query("up == 1")) == 3)
        assert watching.firing() == set()

        write(folders[0], small())
        (folders[1] / "wrong.toml").write_text("x")
        flood(first)
        found = set[str]()

        def fired(*names: str) -> bool:
            found.update(watching.firing())
            return found >= set(names)

        until(lambda: fired("MeanwhileMemory", "MeanwhilePictureQueueFull", "MeanwhileErrors"))
        children(first)[0].kill()
        until(lambda: fired("MeanwhileWorkerKilled") and workers(ports[0]) == 2)
        stopped = children(first)[0]
        stopped.send_signal(signal.SIGSTOP)
        until(lambda: fired(*ALERTS - {"MeanwhileServerDown", "MeanwhileFrontDown"}))
        if command_line(stopped):
            stopped.send_signal(signal.SIGCONT)
        for expression in panels():
            assert watching.query(expression), f"no data: {expression}"
        cache.close()
        second.process.kill()
        until(lambda: fired(*ALERTS))

    assert found == ALERTS


def workers(port: int) -> float:
    try:
        return scraped(port).get("meanwhile_workers", 0)
    except OSError:
        return 0


def panels() -> list[str]:
    """The queries of the dashboard, as Grafana sends them."""
    dashboard = json.loads((DEPLOY / "grafana.json").read_text())
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    return [each.replace("$job", "meanwhile.*").replace("$__rate_interval", "1m") for each in expressions]


@pytest.mark.parametrize("check", [("check", "config", "prometheus.yml"), ("check", "rules", "alerts.yaml")])
def test_promtool_finds_no_fault(check: tuple[str, ...]) -> None:
    command = program("promtool", "prometheus")
    done = subprocess.run([command, *check], cwd=DEPLOY, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_rules_wake_for_what_they_should_and_for_nothing_else(tmp_path: Path) -> None:
    command = program("promtool", "prometheus")
    file = tmp_path / "alerts-test.yaml"
    file.write_text((HERE / "alerts.yaml").read_text().replace("RULES", os.fspath(DEPLOY / "alerts.yaml")))
    done = subprocess.run([command, "test", "rules", file], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
