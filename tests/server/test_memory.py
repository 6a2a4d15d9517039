"""What the server takes: it loads nothing that it may not need, and gives back what it needs no more.

`scripts/bench memory` measures both; here is what a slip would break by far.
"""

import json
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.servers import ROOT, serving

LANGUAGES = ["en", "fr", "nl", "de", "es", "it", "pt", "ar", "he", "ja"]
CAMPAIGNS = ("", "climate", "food", "people")
# Bytes that are no file's: 50 to 54 million, measured; 57 to 69 where the blocks that were freed are kept.
# Of files' pages, how many are its own depends on what else runs.
MOST = 57_000_000
# Of pictures, of metrics, of other commands.
RARE = {"PIL", "resvg_py", "uharfbuzz", "prometheus_client", "widget.export", "widget.command.check"}
START = """
import json, sys
from widget.campaign.library import Library
from widget.command.main import main
from widget.server.app import Service
from widget.settings import Settings
main.get_command(None, "serve")
Service(Settings(), Library(()))
print(json.dumps(list(sys.modules)))
"""


def test_a_start_loads_nothing_that_only_rare_answers_need() -> None:
    loaded = json.loads(subprocess.check_output([sys.executable, "-c", START], cwd=ROOT))

    assert "widget.server.app" in loaded
    assert not RARE & set(loaded)


def test_what_pages_in_ten_languages_took_for_a_while_is_given_back(tmp_path: Path) -> None:
    paths = [f"/{name}?lang={lang}" for lang in LANGUAGES for name in CAMPAIGNS]
    with serving(tmp_path) as server, ThreadPoolExecutor(8) as readers:
        list(readers.map(ask, [f"{server.url}{path}" for path in paths]))

        assert anonymous(server.process.pid) < MOST


def anonymous(pid: int) -> int:
    """The bytes of a process that no file is behind (proc_pid_smaps(5))."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Anonymous:"))


def ask(url: str) -> None:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request, timeout=60) as response:
        assert response.headers["Content-Encoding"] == "br"
        response.read()
