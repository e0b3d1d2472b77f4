"""An endpoint on loopback that speaks the chat-completions protocol, well or as badly as a test wants."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(kw_only=True)
class Script:
    """What is answered: a text, or bytes in place of the whole body; `asked` gathers the questions."""

    text: str = ""
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    hold: threading.Event | None = None  # nothing is answered before it is set
    asked: list[dict[str, Any]] = field(default_factory=list)

    def written(self) -> bytes:
        """The body."""
        message = {"role": "assistant", "content": self.text}
        whole = {"id": "1", "object": "chat.completion", "choices": [{"index": 0, "message": message}]}
        return self.body if self.body is not None else json.dumps(whole).encode()


@contextmanager
def speaking(script: Script) -> Iterator[str]:
    """Serve the script; the address to ask."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.asked.append({"path": self.path, "key": self.headers["Authorization"], **question})
            if script.hold is not None:
                script.hold.wait()
            body = script.written()
            self.send_response(script.status)
            for name, value in {"Content-Type": "application/json", **script.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Nothing is printed."""

        def handle(self) -> None:
            with suppress(ConnectionError):  # who asked has gone
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        if script.hold is not None:
            script.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
