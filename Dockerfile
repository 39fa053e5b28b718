# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements.lock ./
# Wheels only, each with its hash: nothing is compiled, and nothing but what the lock names is installed.
RUN python -m venv /opt/liulu \
 && /opt/liulu/bin/pip install --no-cache-dir --only-binary :all: --require-hashes --no-deps -r requirements.lock
COPY pyproject.toml README.md ./
COPY graph graph
COPY matching matching
COPY migrations migrations
COPY webapp webapp
RUN /opt/liulu/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && /opt/liulu/bin/pip uninstall --yes --quiet pip

FROM python:3.11-slim-bookworm
# What makes a report into PDF: the layout of text, and a font with Chinese.
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    fontconfig fonts-noto-cjk libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/liulu --shell /usr/sbin/nologin liulu \
 && install -d -o liulu -g liulu -m 700 /var/lib/liulu
COPY --from=build /opt/liulu /opt/liulu
ENV PATH=/opt/liulu/bin:$PATH \
    LIULU_ENV=production \
    LIULU_HOME=/var/lib/liulu \
    LIULU_HOST=0.0.0.0 \
    OMP_NUM_THREADS=1 \
    OPENBLAS_NUM_THREADS=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
WORKDIR /var/lib/liulu
USER liulu
VOLUME /var/lib/liulu
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=40s --retries=4 \
    CMD ["python", "-m", "webapp.runtime.healthcheck", "web"]
CMD ["liulu", "web"]
