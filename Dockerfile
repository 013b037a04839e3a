# One image for web, worker, beat and migrations; docker-compose.yml says which it is.
FROM python:3.11-slim AS build
RUN pip install --no-cache-dir uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-cache
COPY . .
# The settings want their variables even where nothing is contacted.
RUN .venv/bin/python -m portal.runtime fetch \
 && .venv/bin/python -m portal.runtime vendor \
 && SECRET_KEY=only-for-collecting-static-files-never-used-to-sign-anything \
    DATABASE_URL=postgresql://nobody@127.0.0.1/none STATIC_ROOT=/app/static_root \
    .venv/bin/python manage.py collectstatic --no-input \
 && rm -rf node_modules

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PATH=/app/.venv/bin:$PATH STATIC_ROOT=/app/static_root MEDIA_ROOT=/data/media
RUN useradd --system --uid 10001 --create-home lianxi && install -d -o lianxi /data /data/media
WORKDIR /app
COPY --from=build /app /app
USER lianxi
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "5", "portal.wsgi:application"]
