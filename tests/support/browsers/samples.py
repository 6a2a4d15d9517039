"""Pages with a ticking number, made as technique.md says, for the harness to be tried on."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

PERIOD = -(-86_400_000_000 * 1_000 // 19_000_000)
"""Microseconds in which 1,000 of 19,000,000 a day happen, rounded up."""

LINES = 71

STYLE = """
body { margin: 10px; background: #fffdf8; color: #222; font: 16px/1.5 sans-serif }
@media (prefers-color-scheme: dark) { body { background: #181614; color: #eee } }
.number { display: inline-flex; font: 600 32px/1.2 sans-serif; font-variant-numeric: tabular-nums }
.number > * { height: 1.2em; overflow: hidden; white-space: pre }
.number > ::before { display: block }
@keyframes strip { to { transform: translateY(-100%) } }
@keyframes reveal { from { width: 0 } }
@keyframes show { to { visibility: visible } }
@keyframes hide { to { visibility: hidden } }
:has(:checked) .number > *::before { animation-play-state: paused !important }
"""


def page(number: str, style: str = "") -> str:
    """Return a page with a number, a checkbox that pauses it, and a policy that forbids all but its style."""
    style = STYLE + style
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Sample</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<style>{style}</style><body><span class="number" aria-hidden="true">{number}</span>'
        '<p><label><input type="checkbox"> Pause</label></p></body></html>'
    )


def strips(start: int, digits: int) -> str:
    """Return "R" from a start on: one coarse strip for three digits, and one strip for each digit above."""
    low = [f"{line * 1_000 // LINES:03}" for line in range(LINES)]
    style = [_strip("d3", low, PERIOD, start)]
    columns = ['<b class="d3"></b>']
    for place in range(4, digits + 1):
        style.append(_strip(f"d{place}", "0123456789", PERIOD * 10 ** (place - 3), start))
        appears = max(0.0, (10 ** (place - 1) - start) * PERIOD / 1e9)
        style.append(f".r{place} {{ animation: reveal 0s {appears:.6f}s backwards }}")
        separator = f'<b class="r{place}">,</b>' if place % 3 == 1 else ""
        columns.append(f'<b class="d{place} r{place}"></b>{separator}')
    return page("".join(reversed(columns)), "\n".join(style))


def _strip(name: str, lines: Sequence[str], period: int, start: int) -> str:
    content = r"\a ".join(lines)
    timing = f"{period / 1e6:.6f}s steps({len(lines)}) {-start * PERIOD / 1e9:.6f}s infinite"
    return f'.{name}::before {{ content: "{content}"; animation: strip {timing} }}'


def shown_by_strips(start: int, milliseconds: float) -> int:
    """Return the number that `strips` shows that long after the load."""
    thousands, rest = divmod(start * PERIOD // 1_000 + round(milliseconds * 1_000), PERIOD)
    return thousands * 1_000 + rest * LINES // PERIOD * 1_000 // LINES


def reveals(values: Sequence[str], seconds: float) -> str:
    """Return "G": one element for each value, which shows itself for some seconds after the one before it."""
    style = [".number { display: inline-grid } .number > * { grid-area: 1 / 1; visibility: hidden }"]
    for index, value in enumerate(values):
        ends = "" if value is values[-1] else f", hide 0s {(index + 1) * seconds}s forwards"
        style.append(f".v{index} {{ animation: show 0s {index * seconds}s forwards{ends} }}")
        style.append(f'.v{index}::before {{ content: "{value}" }}')
    return page("".join(f'<b class="v{index}"></b>' for index in range(len(values))), "\n".join(style))
