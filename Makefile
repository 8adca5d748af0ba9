# Quern: `make quickstart` and `make test` work on a fresh Debian 12 machine with Swift 6.3.

PREFIX ?= /usr/local
JOBS   ?= 2
PYTHON ?= python3

# Every Debian package a build or a test needs, named here and nowhere else.
PACKAGES = build-essential libxml2-dev libsqlite3-dev libcurl4-openssl-dev libzstd-dev zlib1g-dev libbz2-dev liblzma-dev libsnappy-dev liblz4-dev libarchive-dev libcmark-gfm-dev \
           libxxhash-dev libutf8proc-dev libonig-dev libcld2-dev libuchardet-dev pkg-config python3 python3-venv

SWIFT_BUILD = swift build -c release -j $(JOBS) --static-swift-stdlib
QUERN       = .build/release/quern

.PHONY: quickstart build test lint format bench fuzz install oracles corpora clean

quickstart: build
	$(QUERN) run Templates/Recipes/quickstart.yaml

build: .build/packages-installed
	$(SWIFT_BUILD) --product quern

# Tests run against the release binary too (killed runs, exit codes), hence the build.
# They are optimised: real data is too slow otherwise.
test: build .build/oracles-installed
	swift build -c release -j $(JOBS) --build-tests -Xswiftc -enable-testing --scratch-path .build-tests
	swift test -c release --skip-build -Xswiftc -enable-testing --scratch-path .build-tests

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz
	$(PYTHON) Scripts/check_imports.py

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz

# Side by side with the peers; see Benchmarks/README.md.
bench: build
	Benchmarks/run.sh

# Random bytes through every reader, FUZZ_SECONDS each: make fuzz FUZZ_TARGETS="jsonl csv". See Fuzz/FuzzTarget.swift.
# FUZZ_SANITIZERS="fuzzer address" watches memory, too, and is several times slower.
FUZZ_SECONDS ?= 600
FUZZ_SANITIZERS ?= fuzzer
fuzz: .build/packages-installed
	QUERN_FUZZ=1 swift build -c release -j $(JOBS) $(FUZZ_SANITIZERS:%=--sanitize %) --product fuzz --scratch-path .build-fuzz
	nice -n 19 Fuzz/run.sh .build-fuzz/release/fuzz .build-fuzz/found $(FUZZ_SECONDS) $(FUZZ_TARGETS)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(QUERN) $(DESTDIR)$(PREFIX)/bin/quern

# Rebuilds the files under Corpora/ from Corpora/written.
corpora:
	$(PYTHON) Corpora/build.py

# The peers that tests compare with, pinned; needs PyPI. Tests that want a peer skip, saying so, without it.
.build/oracles-installed: Tests/Oracles/requirements.txt
	Scripts/install_oracles.sh $< .build/oracles
	touch $@

.build/packages-installed: Makefile
	Scripts/install_packages.sh $(PACKAGES)
	mkdir -p .build && touch $@

clean:
	rm -rf .build .build-tests .build-fuzz out
