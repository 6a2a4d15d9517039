"""The ASGI app for other servers than ours, and to be mounted: its settings are those of the environment."""

from widget.server.app import Service
from widget.settings import Settings

app = Service(Settings.from_environment()).app
