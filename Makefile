# Treadle. `make help` lists what there is.

SWIFT ?= swift
export SWIFT
PREFIX ?= /usr/local

# Arguments for `make run`, such as ARGS="--port 9000".
ARGS ?=

# `make test` and `make check` build with the same flags, so that one does not undo the other's build.
STRICT := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error

# How many tests run at a time. All at once, those that compute keep those that wait for a socket past their time.
TEST_WIDTH ?= 4

# STATIC=1 links Swift's runtime in: the binary is larger (60 MB) and runs on machines without a toolchain. Linux only.
STATIC ?=
RELEASE := -c release --product treadle $(if $(STATIC),--static-swift-stdlib -Xlinker -s)

.DEFAULT_GOAL := help
.PHONY: help run build test check interop fuzz tsan install clean swift dependencies

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build and start the server on port 8080 (SERVER_PORT, or ARGS="--port 9000", for another)
	@exec .build/release/treadle serve $(ARGS)

build: dependencies ## Build .build/release/treadle
	$(SWIFT) build $(RELEASE)

test: dependencies ## Run the unit tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TEST_WIDTH) $(SWIFT) test $(STRICT)

check: dependencies ## Check format, module graph, documentation and wording
	@scripts/install-dependencies --python
	@scripts/check-format
	@scripts/check-words
	$(SWIFT) build --build-tests $(STRICT)
	@scripts/check-graph
	@scripts/check-docs
	@scripts/check-snippets

interop: build ## Run real clients against the built server
	@scripts/install-dependencies --python
	@interop/run

# How long each target is fuzzed.
SECONDS_EACH ?= 10

fuzz: dependencies ## Feed the decoders garbage, SECONDS_EACH=10 seconds for each (Linux)
	@scripts/fuzz --seconds $(SECONDS_EACH)

# Names of suites; the tracing kit and what stands on it unless set.
SUITES ?=

tsan: dependencies ## Run the tracing tests under the thread sanitizer, or SUITES="NAME ..." (Linux)
	@scripts/tsan $(SUITES)

install: build ## Install the binary under PREFIX (/usr/local); STATIC=1 for machines without Swift
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 .build/release/treadle "$(DESTDIR)$(PREFIX)/bin/treadle"

clean: ## Remove everything that was built
	rm -rf .build

swift:
	@command -v $(SWIFT) >/dev/null || { \
		echo "Swift is not on the PATH: install Swift 6.3 or newer (https://www.swift.org/install) and try again." >&2; \
		exit 1; }

dependencies: swift
	@scripts/install-dependencies
