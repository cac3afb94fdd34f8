# Each target sets itself up in .venv: all that it needs is Python 3.11 or newer with its venv module, and make.
# The packages are pinned by requirements-dev.lock, with hashes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RIVALS := $(VENV)/rivals
TRAIN := $(VENV)/train
UV := uv==0.13.9
CHROMIUM ?= $(firstword $(shell command -v chromium chromium-browser google-chrome))

.PHONY: help demo test lint bench rivals stories train train-statements train-pairs train-contexts fit-claims fit-check fit-kinds lock report-picture clean
.DELETE_ON_ERROR:

help:
	@echo "make demo            read the bundled samples, print the brief, write out/demo.html"
	@echo "make test            run the tests"
	@echo "make lint            check style, types, and that no text of others stands in the package"
	@echo "make bench           measure, and hold the floors (needs ../shared)"
	@echo "make rivals          measure other extractors of main text beside ours (needs ../shared; takes ten minutes)"
	@echo "make stories         measure other groupings of articles beside ours (needs ../shared; takes a quarter of an hour)"
	@echo "make train           train the net that cleans anew (needs ../shared and 3 GB of memory; takes half an hour)"
	@echo "make train-statements  train the net that reads anew (needs ../shared and 6 GB of memory; takes two hours)"
	@echo "make train-pairs     train the net of claims anew (needs ../shared and 6 GB of memory; takes two hours and a half)"
	@echo "make train-contexts  train the net of contexts anew (needs ../shared and 12 GB of memory; takes two hours)"
	@echo "make fit-claims      fit the models that find claims anew (needs ../shared and the net of contexts; takes half an hour)"
	@echo "make fit-check       fit the models of \`dissensus check\` anew (needs ../shared and the net of claims; takes half an hour)"
	@echo "make fit-kinds       fit the model of a dispute's kind anew (needs ../shared; takes minutes)"
	@echo "make lock            pin the dependencies anew"
	@echo "make report-picture  take the picture of the report in docs/ (needs chromium)"
	@echo "make clean           remove what the others made"

demo: $(READY)
	@mkdir -p out
	$(BIN)/dissensus demo --output out/demo.html

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m tests.overlap

bench: $(READY)
	$(BIN)/python -m bench.run --floors

# The other extractors bring much along, so they live in an environment of their own; newspaper4k goes by the order of sets.
rivals: $(RIVALS)/.ready
	PYTHONHASHSEED=0 $(RIVALS)/bin/python -m bench.rivals $(RIVALS_OPTIONS)

# What is read is kept in out/stories, so that another run only groups.
stories: $(RIVALS)/.ready
	@mkdir -p out
	$(RIVALS)/bin/python -W ignore -m bench.stories --cache out/stories

# torch is large and serves nothing else, so it lives in an environment of its own. TRAIN_OPTIONS=--cross-fit measures all pages.
train: $(TRAIN)/.ready
	$(TRAIN)/bin/python -m train.blocks $(TRAIN_OPTIONS)

train-statements: $(TRAIN)/.ready
	$(TRAIN)/bin/python -m train.statements $(TRAIN_OPTIONS)

# What is through, stage by stage, is kept in out/train: the same command again goes on where it was cut short.
train-pairs: $(TRAIN)/.ready
	$(TRAIN)/bin/python -m train.pairs $(TRAIN_OPTIONS)

# After train-statements: it begins as that net.
train-contexts: $(TRAIN)/.ready
	$(TRAIN)/bin/python -m train.contexts $(TRAIN_OPTIONS)

# After train-contexts, whose database of read articles it goes on with: what a net says has another scale in every training.
fit-claims: $(READY)
	$(BIN)/python -m train.claims $(TRAIN_OPTIONS)

# After fit-claims: statements of its corpus are linked with the net and the models that are there.
fit-check: $(READY)
	@mkdir -p out/train
	$(BIN)/python -m train.checks $(TRAIN_OPTIONS)

fit-kinds: $(READY)
	$(BIN)/python -m train.kinds

# From the package index that uv is configured for: UV_DEFAULT_INDEX, UV_INDEX. Only names, versions and hashes are kept.
# What is pinned stays as it is where it can; `make lock UPGRADE=--upgrade` takes the newest of all.
LOCK = $(BIN)/uv pip compile --quiet --system-certs --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --no-header --python-version 3.11 $(UPGRADE) pyproject.toml

lock: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$(UV)"
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	$(LOCK) --group rivals --constraints requirements.lock --output-file bench/requirements-rivals.lock

report-picture: $(READY)
	@test -n "$(CHROMIUM)" || { echo "chromium is needed: install it (Debian, Ubuntu: apt install chromium)"; exit 1; }
	@mkdir -p out
	$(BIN)/dissensus demo --output out/demo.html >out/demo.txt
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1120,1900 \
		--screenshot=docs/report.png "file://$(CURDIR)/out/demo.html" 2>out/chromium.log

clean:
	rm -rf $(VENV) out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements-dev.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || \
		{ echo "Python 3.11 or newer is needed: install it (Debian, Ubuntu: apt install python3 python3-venv)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: install it and name it, as in: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is needed: install it (Debian, Ubuntu: apt install python3-venv)"; exit 1; }
	@echo "setting up $(VENV) (once; takes about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(READY)

$(RIVALS)/.ready: bench/requirements-rivals.lock $(READY)
	@echo "setting up $(RIVALS) (once; takes about a minute)"
	@$(PYTHON) -m venv $(RIVALS)
	@$(RIVALS)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --requirement $<
	@$(RIVALS)/bin/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(TRAIN)/.ready: requirements-dev.lock train/requirements.txt
	@echo "setting up $(TRAIN) (once; takes a few minutes)"
	@$(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --requirement train/requirements.txt
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
