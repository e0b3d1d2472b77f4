# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
# uv at its locked version and hash, then everything else through it: it checks hashes without the tools for tests.
RUN awk '/^uv==/ {p=1; print; next} /^[^ ]/ {p=0} p' constraints.txt > uv.txt \
 && python -m pip install --no-cache-dir --require-hashes -r uv.txt \
 && python -m venv /opt/ssl-watch \
 && uv pip install --no-cache --python /opt/ssl-watch/bin/python -c constraints.txt --build-constraints constraints.txt .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/ssl-watch ssl-watch
COPY --from=build /opt/ssl-watch /opt/ssl-watch
ENV PATH=/opt/ssl-watch/bin:$PATH PYTHONUNBUFFERED=1 XDG_DATA_HOME=/var/lib/ssl-watch/data
WORKDIR /var/lib/ssl-watch
RUN mkdir -p data/ssl-watch && chown -R ssl-watch:ssl-watch data
USER ssl-watch
VOLUME /var/lib/ssl-watch/data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s CMD ["ssl-watch-bot", "--healthy"]
CMD ["ssl-watch-bot"]
