# Two stages: one that has Node and builds, one that has neither and runs as nobody in particular.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/base.txt requirements/build.txt requirements/
# The build's own tools stay in this stage: only /venv goes on, and it has base alone.
RUN pip install --require-hashes -r requirements/base.txt \
 && python -m venv /tools && /tools/bin/pip install --require-hashes -r requirements/build.txt
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc frontend/
RUN cd frontend && PATH=/tools/bin:$PATH npm ci --loglevel=error
COPY . .
RUN cd frontend && PATH=/tools/bin:$PATH node build.mjs
RUN TWOFOLD_DATA=/tmp/build python -m django collectstatic --settings twofold.project.settings --no-input --verbosity 0 \
 && PATH=/tools/bin:$PATH /tools/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && pip install --no-deps /wheels/*.whl

FROM python:3.11-slim
# The tools that back up the PostgreSQL of compose.yaml; Debian's are at least as new as its server.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /data --create-home twofold && chmod 700 /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 TWOFOLD_DATA=/data
USER twofold
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["twofold", "serve", "--host", "0.0.0.0", "--port", "8000"]
