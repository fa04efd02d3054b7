"""Starts Twofold: claims the port, brings the database up to date, serves until told to stop.

It says that it is ready when it can answer, and stops within three seconds of being asked,
with pages open or not.
"""

import argparse
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import uvicorn


def main() -> int:
    """Serve. Returns the exit code: 1 when the port is taken, 2 for a wrong setting."""
    wanted = arguments()
    os.umask(0o077)  # the database is for this user alone
    # Until the server takes over, being told to stop ends in KeyboardInterrupt, and cleans up.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        door = claim(wanted.port)
    except OSError as problem:
        reason = problem.strerror or problem
        print(f"Port {wanted.port} cannot be used: {reason}. Try --port N.", file=sys.stderr)
        return 1
    port = door.getsockname()[1]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.settings")
    # The matrices here are small: more threads cost processor time and save none.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("TWOFOLD_URL", f"http://localhost:{port}")
    try:
        with data_folder(wanted.data, wanted.demo):
            prepare(wanted.demo)
            return serve(door, port)
    except KeyboardInterrupt:
        return 130


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="bin/serve", description="Start Twofold.")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="default: 8000")
    parser.add_argument("--data", type=Path, metavar="DIR", help="another data folder than ./data")
    parser.add_argument("--demo", action="store_true", help="two made-up people, nothing is kept")
    return parser.parse_args()


def claim(port: int) -> socket.socket:
    """A socket that listens on this machine's own address. Raises OSError when it is taken."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
        # Listening claims the port for good. Who calls early waits until the server answers.
        door.listen(256)
    except (OSError, OverflowError):
        door.close()
        raise
    return door


@contextmanager
def data_folder(given: Path | None, demo: bool) -> Generator[None]:
    """Point the settings at the data folder; a demo without one gets a folder that goes after."""
    passing = None
    if demo:
        if given and given.exists() and any(given.iterdir()):
            print(f"--demo needs an empty folder, and {given} is not.", file=sys.stderr)
            raise SystemExit(2)
        if given is None:
            given = passing = Path(tempfile.mkdtemp(prefix="twofold-demo-"))
        os.environ["DATABASE_URL"] = ""  # a demo never touches a real database
    if given:
        os.environ["TWOFOLD_DATA"] = str(given.resolve())
    try:
        yield
    finally:
        if passing:
            shutil.rmtree(passing, ignore_errors=True)


def prepare(demo: bool) -> None:
    """Read the settings, bring the database up to date, fill it when it is a demo."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if demo:
        call_command("demo")
    connections.close_all()


def serve(door: socket.socket, port: int) -> int:
    """Answer until SIGINT or SIGTERM. Returns the exit code."""
    from django.conf import settings

    for line in warnings():
        print(line, file=sys.stderr)
    config = uvicorn.Config(
        "twofold.asgi:application",
        lifespan="on",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.ENV.behind_proxy,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
    )
    server = Server(config, f"Twofold is ready at http://localhost:{port}")
    server.run(sockets=[door])
    return 0 if server.started else 1


def warnings() -> list[str]:
    """What works, but not as somebody who set it up would expect."""
    from django.conf import settings

    env = settings.ENV
    if env.url.secure and not env.behind_proxy:
        return ["TWOFOLD_URL is https, but TWOFOLD_BEHIND_PROXY is no: see docs/self-hosting.md."]
    if not env.url.secure and not env.url.local:
        return [f"Browsers refuse to seal at {env.url} because it is not HTTPS."]
    return []


class Server(uvicorn.Server):
    """Uvicorn, which here says when it is ready and ends open streams when it stops."""

    def __init__(self, config: uvicorn.Config, ready: str) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(self.ready, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from . import events

        # Before waiting for connections: a stream would wait for ever.
        events.stop()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        # Uvicorn sends itself the signal again at the end, which would skip what cleans up here.
        before = {one: signal.signal(one, self.handle_exit) for one in STOP}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


STOP = (signal.SIGINT, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
