"""The embedded servers under `liulu up`: started first, watched, started again where they were."""

from __future__ import annotations

import time

from graph.embedded import EmbeddedServer, EmbeddedServerError, attach_or_start
from webapp.config import Settings
from webapp.runtime.backends import graph_values, redis_values
from webapp.runtime.part import say
from webapp.runtime.redis import EmbeddedRedis, attach_or_start_redis

_PAUSE_SECONDS = 2.0


class Backing:
    """Graph and Redis of this home, as far as the settings name no others."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._redis: EmbeddedRedis | None = None
        self._graph: EmbeddedServer | None = None
        self._next_try = 0.0

    def start(self) -> Settings:
        """Start or attach to what is needed; gives the settings with the addresses in them."""
        if not self._settings.redis_url:
            self._redis = attach_or_start_redis(self._settings.home)
            say("redis", f"{self._verb(self._redis.is_owned)} on port {self._redis.port}")
        if not self._settings.neo4j_uri:
            self._graph = attach_or_start(self._settings.home)
            say("graph", f"{self._verb(self._graph.is_owned)} at {self._graph.uri}")
        return self._complete()

    def keep_alive(self) -> Settings | None:
        """Start again what has died; gives the new settings when that happened, else None."""
        if time.monotonic() < self._next_try:
            return None
        try:
            restarted = self._revive_redis() | self._revive_graph()
        except (EmbeddedServerError, OSError) as error:  # such as a full disk: it goes on once there is room
            say("up", str(error))
            self._next_try = time.monotonic() + _PAUSE_SECONDS
            return None
        return self._complete() if restarted else None

    def stop(self) -> None:
        """End what was started here."""
        for server in (self._graph, self._redis):
            if server is not None:
                server.stop()

    def _revive_redis(self) -> bool:
        if self._redis is None or self._redis.is_alive():
            return False
        say("redis", "has ended; starting it again")
        self._redis.stop()
        self._redis = attach_or_start_redis(self._settings.home)
        return True

    def _revive_graph(self) -> bool:
        if self._graph is None or self._graph.is_alive():
            return False
        say("graph", "has ended; starting it again")
        self._graph.stop()
        self._graph = attach_or_start(self._settings.home)
        say("graph", f"answers again at {self._graph.uri}")
        return True

    def _complete(self) -> Settings:
        values: dict[str, object] = {}
        if self._redis is not None:
            values |= redis_values(self._redis)
        if self._graph is not None:
            values |= graph_values(self._graph)
        return self._settings.model_copy(update=values)

    @staticmethod
    def _verb(is_owned: bool) -> str:
        return "started" if is_owned else "runs already"
