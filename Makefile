# The commands of the back office; `make` alone lists them.
#
# They need Python 3.11 or newer and nothing else: packages, and PostgreSQL with them, are installed into .venv from
# a lock file with hashes.

PORT ?= 8000
PYTHON := .venv/bin/python
LOCK := $(PYTHON) -m uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(ARGS) pyproject.toml

# $(call install,file.lock): with the first Python that is new enough.
define install
@for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
		exec $$python -m backoffice.install $(1); \
	fi; \
done; \
echo "Python 3.11 or newer is needed, and none of python3.11 to python3.14 and python3 is one." >&2; exit 1
endef

.PHONY: help demo test drills setup check bench lock mutants pictures

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

demo:  ## run the back office with example cases (PORT=8123 another port, RESET=1 new data)
	$(call install,requirements-demo.lock)
	@exec $(PYTHON) -m backoffice.demo --port "$(PORT)" $(if $(filter-out 0 no false,$(RESET)),--reset)

test:  ## run all tests (ARGS="-k payout" some of them)
	$(call install,requirements-dev.lock)
	@$(PYTHON) -m pytest $(ARGS)

drills: setup  ## kill, restore and forge under load, and see that nothing is lost or paid twice (ARGS=webhooks one)
	@$(PYTHON) -m bench.drills $(ARGS)

setup:  ## install what developing needs
	$(call install,requirements-dev.lock)

mutants: setup  ## break the policies on purpose and see whether a test notices (ARGS="--sample 300" some); hours
	$(PYTHON) -m tests.mutation $(ARGS)

check: setup  ## everything that must pass before a change is merged
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING
	@$(MAKE) --no-print-directory test

bench: setup  ## measure speed and memory against their limits; needs DATABASE_URL (bench/README.md)
	@$(PYTHON) -m bench.evaluation
	@$(PYTHON) -m bench.try_out $(or $(ARGS),10000 100000 1000000)

pictures: setup  ## take the pictures of the guides from a running demo (PORT=8123 its port, ARGS=finance one guide)
	@$(PYTHON) docs/pictures/take.py "http://127.0.0.1:$(PORT)" $(ARGS)

# Production gets the very versions that were tested, so the largest lock binds the smaller ones.
lock: setup  ## make the lock files anew from pyproject.toml (ARGS=--upgrade with the newest versions)
	$(LOCK) --extra demo --extra dev --output-file requirements-dev.lock
	$(LOCK) --extra demo --constraint requirements-dev.lock --output-file requirements-demo.lock
	$(LOCK) --constraint requirements-dev.lock --output-file requirements.lock

# Settings complete enough to be checked; nothing connects with them.
check: PRODUCTION := DJANGO_SETTINGS_MODULE=backoffice.settings.production \
	SECRET_KEY=for-the-check-of-the-settings-only-0123456789-abcdefghij \
	ALLOWED_HOSTS=refunds.example DATABASE_URL=postgres://nobody@localhost/none
