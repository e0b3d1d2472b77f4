"""Serve an ASGI app on loopback: in a thread for tests, or in the foreground for `python -m`.

Both stand-ins (`sandbox.arxiv`, `sandbox.telegram`) are served through here. An app finds the connection under its
request in `scope["state"]["transport"]`, so that it can misbehave below HTTP: cut an answer short, or hang up.
"""

import asyncio
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

_LOOPBACK = "127.0.0.1"
_STOPS_WITHIN = 10.0  # seconds


class ServingError(RuntimeError):
    """The server did not go down."""


class _Protocol(H11Protocol):
    def connection_made(self, transport: Any) -> None:
        # asyncio leaves that to us where the listener does not name its protocol; each answer would wait for an
        # acknowledgement between its head and its body, 40 ms on a connection that is kept.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


@contextmanager
def serving(app: Any, *, port: int = 0) -> Iterator[str]:
    """Serve `app` from a thread while the block runs; gives its base address, without a slash at the end.

    Port 0 takes a free one. The socket listens before the block is entered, so the first request can't be refused.
    """
    listener = socket.create_server((_LOOPBACK, port), backlog=512)
    server = _server(app)
    # Signal handlers belong to the main thread; uvicorn in another thread leaves them alone.
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True, name="sandbox")
    thread.start()
    try:
        yield f"http://{_LOOPBACK}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(_STOPS_WITHIN)
        listener.close()
    if thread.is_alive():
        raise ServingError("the sandbox did not stop")


def serve(app: Any, *, port: int) -> None:
    """Serve `app` in the foreground until a signal ends it; its address is printed as soon as it may be asked."""
    listener = socket.create_server((_LOOPBACK, port), backlog=512)
    sys.stdout.write(f"http://{_LOOPBACK}:{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    with listener:
        _server(app).run([listener])


def reset(transport: asyncio.Transport) -> None:
    """Hang up at once, with a TCP reset instead of a goodbye."""
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def _server(app: Any) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=_Protocol,
            log_config=None,
            access_log=False,
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )
