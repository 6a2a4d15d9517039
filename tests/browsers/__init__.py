"""Real browsers for tests that are written once: Chromium, Firefox and WebKitGTK, behind one interface.

def test_the_number_is_right_after_an_hour(engine: Engine, url: str) -> None:
    engine.open(url, width=400, height=240)
    seek(engine, 3_600_000)
    assert read_styles(engine, ".number") == read_pixels(engine, ".number", "0123456789,") == "791,666"
"""
