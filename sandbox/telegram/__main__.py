"""`python -m sandbox.telegram --port P`: Telegram's stand-in in the foreground, with its chat page at `/`."""

import argparse
import sys
from contextlib import suppress

from sandbox.serving import serve
from sandbox.telegram import NO_LIMITS, World, build


def main() -> None:
    """Serve until a signal ends it."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", help="what the bot must come with; anything of the form 123:abc")
    parser.add_argument("--no-limits", action="store_true", help="no flood control")
    given = parser.parse_args()
    token = {"token": given.token} if given.token else {}
    world = World(limits=NO_LIMITS if given.no_limits else None, **token)
    sys.stdout.write(f"Telegram's stand-in, with its chat page; the bot's token is {world.token}\n")
    with suppress(KeyboardInterrupt):
        serve(build(world), port=given.port)


if __name__ == "__main__":
    main()
