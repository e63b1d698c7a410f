# Two commands do everything: `make demo` and `make test`. Each sets itself up from an empty home directory.
PYTHON ?= python3
TOOLS  := .tools
UV     := $(TOOLS)/bin/uv
RUN    := $(UV) run --locked --no-sync
OUT    := out
DEMO   := examples/jianghai-urbanization-14fyp
ZONES  := examples/jiangmen-three-zones-2020-8
CASES  := county io peers town village

export UV_PYTHON_DOWNLOADS := never
# Without compiled bytecode every start of the program would compile its libraries anew.
export UV_COMPILE_BYTECODE := 1

.PHONY: demo test check bench docs site nightly setup clean

setup: .venv/.ready

$(UV):
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'

.venv/.ready: $(UV) pyproject.toml uv.lock
	$(UV) sync --locked --quiet --python $(PYTHON)
	@$(RUN) python -m compileall -q engine
	@touch $@

## Check the example submissions against both plans, write the reports and the book of rules.
demo: setup
	@mkdir -p $(OUT)
	@$(RUN) zhunsheng check $(DEMO) --fail-on never -o html=$(OUT)/report.html -o markdown=$(OUT)/report.md -o json=$(OUT)/report.json
	@$(RUN) zhunsheng check $(ZONES) --fail-on never --quiet -o html=$(OUT)/three-zones.html
	@$(RUN) zhunsheng rules --format html -o $(OUT)/rules.html
	@echo "报告 / report: $(OUT)/report.html"
	@echo "第二份规划的报告 / report on the second plan: $(OUT)/three-zones.html"
	@echo "规则手册 / the book of rules: $(OUT)/rules.html"

## All tests: unit, property, features, architecture, command line; then the coverage of the judging stages,
## and the proof that every rule is pinned down by its feature.
test: setup
	@rm -f .coverage .coverage.*
	@$(RUN) pytest -n auto --dist worksteal -q --cov --cov-report=
	@$(RUN) coverage report --fail-under=100 --include='engine/zhunsheng/compile/*,engine/zhunsheng/validate/*,engine/zhunsheng/evaluate/*,engine/zhunsheng/assess/*,engine/zhunsheng/infer/*'
	@$(RUN) zhunsheng test

## Everything that a pull request must pass, tests included.
check: setup
	@$(RUN) ruff check . && $(RUN) ruff format --check .
	@$(RUN) mypy
	@$(MAKE) --no-print-directory test

## What a check costs, and a bulk run: against a plain Decimal loop, against decoding and encoding alone, against peers.
## Every case takes half an hour and some GB of disk; CASES="county peers" takes only these.
bench: setup
	@mkdir -p $(OUT)
	@$(RUN) python -m tests.bench
	@for case in $(CASES); do \
	  $(RUN) python -m benchmarks.run $$case --json > $(OUT)/bench-$$case.jsonl || exit 1; cat $(OUT)/bench-$$case.jsonl; done
	@for case in $(filter county town,$(CASES)); do \
	  $(RUN) python -m benchmarks.run $$case --wide --json > $(OUT)/bench-$$case-wide.jsonl || exit 1; \
	  cat $(OUT)/bench-$$case-wide.jsonl; done
	@$(RUN) python -m benchmarks.page $(OUT)/bench-*.jsonl

## Write the generated pages of docs/, and the Word templates of templates/papers/.
docs: setup
	@$(RUN) python -m tests.docs
	@$(RUN) python -m tests.stationery

## The site of docs/, to be opened from its folder: out/site/index.html.
site: setup
	@$(RUN) zensical build --strict
	@echo "文档站 / documentation: $(OUT)/site/index.html"

## The long run: 10,000 random policies against the oracle, wide property tests, 100,000 fuzz cases, 200 killed imports.
nightly: setup
	@$(RUN) pytest -n auto -m slow -q

clean:
	rm -rf .venv $(TOOLS) $(OUT) .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
