# make help lists what can be made. SWIFT=... names another toolchain's swift.

SWIFT ?= swift
INDEX ?= index
PREFIX ?= /usr/local
BUILD := $(CURDIR)/.build
CASEBOOK := $(BUILD)/casebook

# --- How the command line is linked -------------------------------------------------------------------------------------
#
# A cold search is mostly the start of a process, so the release build is linked for that (Benchmarks/RESULTS.md has the
# figures): the Swift runtime, the C++ runtime, SQLite and the stemmers are linked in, the program stands at a fixed
# address, and it exports no symbols; so the dynamic loader has little to load and little to relocate. md4c has no static
# library in Debian and stays shared; libxml2 is loaded when the first page is read.
#
# The linker takes a static library where it sees no shared one, so $(STATIC) holds links to just those. It also holds a
# description of md4c without a folder: the system's names /usr/lib, which would come first and offer the shared ones.
STATIC := $(BUILD)/static
LINKING :=
ifeq ($(shell uname -s),Linux)
LINKING := --static-swift-stdlib --pkg-config-path $(STATIC) -Xlinker -L$(STATIC) \
  -Xlinker -no-pie -Xlinker --no-export-dynamic \
  -Xswiftc -Xclang-linker -Xswiftc -no-pie -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
endif
RELEASE := $(SWIFT) build -c release $(LINKING)

.DEFAULT_GOAL := help
.PHONY: help setup build run test check golden api bench scores fuzz sanitize examples format lint docs install clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install what is missing (apt-get)
	@SWIFT="$(SWIFT)" .ci/setup build

build: setup $(STATIC)/md4c.pc ## build the command line in release: .build/casebook
	@$(RELEASE) --product casebook
	@.ci/place "$$($(RELEASE) --show-bin-path)/casebook" "$(CASEBOOK)"

# Static libraries where the system has them; where it has not, the shared ones are linked.
$(STATIC)/md4c.pc: Makefile
	@mkdir -p $(STATIC) && rm -f $(STATIC)/*.a
	@for library in sqlite3 stemmer z; do \
	  for file in /usr/lib/$$(uname -m)-linux-gnu/lib$$library.a /usr/lib/lib$$library.a; do \
	    if [ -e $$file ]; then ln -sf $$file $(STATIC)/; break; fi; done; done
	@for file in /usr/lib/gcc/$$(uname -m)-linux-gnu/*/libstdc++.a; do if [ -e $$file ]; then ln -sf $$file $(STATIC)/; fi; done
	@printf 'Name: md4c\nDescription: Markdown parser\nVersion: 0.4\nLibs: -lmd4c\nCflags:\n' > $@

# A question of each kind, printed with the command that asks it.
define answer
	@printf '\n$$ casebook %s\n' '$(1)'
	@$(CASEBOOK) $(1) --index $(INDEX)
endef

run: build ## build, ingest corpus/ into index/, and show three answers
	@printf '\n$$ casebook ingest corpus\n'
	@$(CASEBOOK) ingest corpus --index $(INDEX)
	$(call answer,search "network effects" --limit 5)
	$(call answer,factors --pattern Research-to-API)
	$(call answer,metrics revenue --limit 12)
	@printf '\nThe command line is .build/casebook; make install copies it to $(PREFIX)/bin.\n'

test: ## build and run every test
	@SWIFT="$(SWIFT)" .ci/setup build test
	@SWIFT="$(SWIFT)" .ci/test

check: ## the quick check: format, debug build, and the tests of what differs from the last commit
	@SWIFT="$(SWIFT)" .ci/check

golden: setup ## write the kept answers, dumps of readings and README's examples again, to be read before they are committed
	@CASEBOOK_WRITE_DUMPS=1 $(SWIFT) test --disable-xctest --filter 'GoldenAnswerTests|StyleTests|ReadmeTests|AnswerSchemaTests'

bench: build ## measure: cold start, reading, ingestion, full-text search beside other engines
	@SWIFT="$(SWIFT)" .ci/setup build bench
	@CASEBOOK="$(CASEBOOK)" INDEX="$(INDEX)" RELEASE="$(RELEASE)" Benchmarks/run

scores: build ## score the answers against hand-made truth: make scores SCORES=FOLDER
	@$(RELEASE) --product fulltext-bench
	@Benchmarks/scores $(SCORES) --casebook "$(CASEBOOK)" --fulltext "$$($(RELEASE) --show-bin-path)/fulltext-bench"

fuzz: setup ## feed the parsers and the index hostile input for SECONDS each (600)
	@SWIFT="$(SWIFT)" .ci/fuzz $(or $(SECONDS),600)

sanitize: setup ## run the tests of FullText under the address and the thread sanitizer
	@SWIFT="$(SWIFT)" .ci/sanitize

api: setup ## write the record of the public declarations again (docs/api)
	@SWIFT="$(SWIFT)" .ci/api write

examples: setup ## build and run the programs of Examples/Embedding
	@SWIFT="$(SWIFT)" .ci/examples

format: ## format the sources in place
	@$(SWIFT) format --in-place --recursive --parallel $(SWIFT_FILES)

lint: ## check the format and which part knows which, changing nothing
	@.ci/walls
	@$(SWIFT) format lint --strict --recursive --parallel $(SWIFT_FILES)

SWIFT_FILES := Package.swift Sources Tests Examples

docs: setup ## build the documentation of the libraries into .build/docs
	@SWIFT="$(SWIFT)" .ci/docs "$(BUILD)/docs"

install: build ## install the command line, manual pages and completions below PREFIX (/usr/local)
	@install -d "$(DESTDIR)$(PREFIX)/bin" && install -m 755 "$(CASEBOOK)" "$(DESTDIR)$(PREFIX)/bin/casebook"
	@.ci/install "$(CASEBOOK)" "$(DESTDIR)$(PREFIX)/share"

clean: ## remove what was built, and the index of corpus/
	@rm -rf .build .build-bench Examples/*/.build
	@find index -mindepth 1 ! -name README.md -delete
