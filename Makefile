# All commands set up what they need first; nothing asks a question.
PYTHON ?= python3
export UV_PYTHON_DOWNLOADS := never
# One and the same interpreter at every sync: of several, uv might take another next time.
export UV_PYTHON := $(shell $(PYTHON) -c 'import sys; print(sys.executable)')
export UV_PROJECT_ENVIRONMENT := .venv
UV := $(shell for uv in uv "$(PYTHON) -m uv" var/uv/bin/uv; do $$uv --version >/dev/null 2>&1 && echo "$$uv" && break; done)
ifeq ($(UV),)
UV := var/uv/bin/uv
UV_WHERE_THERE_IS_NONE := $(UV)
endif
IN := .venv/bin
WITH_SERVERS := $(IN)/python -m portal.runtime run --
WITH_CHROMIUM := CHROMIUM=$$($(IN)/python -m portal.runtime chromium) && export CHROMIUM &&

.PHONY: setup demo test coverage check bench faults shots clean

setup: .venv/.ready static/vendor/.ready

demo: setup
	@exec $(IN)/python -m portal.runtime demo

# In the order of their folders: files with few tests would come last, and among them is the longest, test_axe.py.
test: setup
	@$(WITH_CHROMIUM) $(IN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not faults and not shots"

coverage: setup
	@$(WITH_CHROMIUM) $(IN)/pytest -n 2 --dist loadfile -m "not faults and not shots" --cov --cov-report=json:var/coverage.json
	@$(IN)/python -m tests.coverage_floor var/coverage.json

check: setup
	$(IN)/ruff format --check .
	$(IN)/ruff check .
	$(IN)/lint-imports
	$(IN)/djlint templates --lint --quiet
	$(WITH_SERVERS) $(IN)/mypy .
	$(WITH_SERVERS) $(IN)/python manage.py makemigrations --check --dry-run
	$(WITH_SERVERS) $(IN)/python -m tests.migrations_lint
	$(WITH_SERVERS) env SITE_IS_HTTPS=true $(IN)/python manage.py check --deploy --fail-level WARNING

bench: setup
	@$(IN)/python -m portal.runtime run --durable -- $(IN)/python -m tests.bench $(ONLY)

faults: setup
	@$(WITH_CHROMIUM) $(IN)/pytest -m faults

shots: setup
	@$(WITH_CHROMIUM) $(IN)/pytest -m shots tests/browser

clean:
	rm -rf .venv node_modules static/vendor .ruff_cache .mypy_cache .hypothesis .import_linter_cache .coverage*

var/uv/bin/uv:
	$(PYTHON) -m venv var/uv
	var/uv/bin/python -m pip install --quiet uv

.venv/.ready: pyproject.toml uv.lock | $(UV_WHERE_THERE_IS_NONE)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	$(UV) sync --locked
	@touch $@

node_modules/.ready: package-lock.json .venv/.ready
	$(IN)/python -m portal.runtime fetch
	@touch $@

static/vendor/.ready: node_modules/.ready static/img/icons.txt portal/runtime/assets.py
	$(IN)/python -m portal.runtime vendor
	@touch $@
