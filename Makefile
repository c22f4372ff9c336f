# unknot: `make play` sets up, builds and plays; `make check` sets up and runs every test.
#
#   make             sets up and builds .build/release/unknot
#   make play        ... and starts it
#   make check       every test, with address and undefined-behaviour sanitizers
#   make check-all   ... and clang, clang-tidy, the thread sanitizer and valgrind
#   make fuzz T=60   random input for T seconds a fuzzer
#   make kept        keeps what the fuzzers found that reaches anything new, in tests/fuzz/kept
#   make bench       measures beside the smallest programs that do the same (ROWS="start still ...")
#   make check-faults  start-up and shutdown with each step failing in turn
#   make golden      rewrites the golden files and shows what changed
#   make pictures    draws the pictures of the README anew
#   make sounds      rebuilds the shipped sounds from their recipe
#   make install uninstall PREFIX=/usr/local DESTDIR=
#   make clean
#
# Each variant builds into .build/<variant>/, so that compilers and sanitizers do not clobber each
# other and the top level stays clean. `make V=debug build` builds one; WERROR=1 makes warnings errors.

V       ?= release
B       := .build/$(V)
PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= gcc
ifeq ($(origin CC),default)
CC      := gcc
endif
PKGS    := ncursesw yaml-0.1 sqlite3 ao sndfile samplerate
TESTPKGS := cmocka vterm

VERSION := $(shell sed -n 's/^## \([0-9][0-9.]*\).*/\1/p' CHANGELOG.md 2>/dev/null | head -n 1)

WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum -Wstrict-prototypes \
           -Wmissing-prototypes -Wvla
# clang minds assert(!"why this cannot be")
WARN_clang := -Wno-string-conversion
WARN_fuzz  := $(WARN_clang)
WARN    += $(WARN_$(V)) $(if $(WERROR),-Werror)
OPT_release := -O2 -g -DNDEBUG
OPT_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
OPT_tsan    := -O1 -g -fsanitize=thread -fno-omit-frame-pointer
OPT_clang   := -O1 -g
OPT_debug   := -O0 -g
OPT_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
CC_clang    := clang
CC_fuzz     := clang
COMPILER    := $(or $(CC_$(V)),$(CC))

CFLAGS  ?=
ALLFLAGS = -std=c17 -D_GNU_SOURCE -Isrc $(WARN) $(OPT_$(V)) $(CFLAGS)
DEFS    = -DUNKNOT_VERSION='"$(or $(VERSION),0)"' -DUNKNOT_PREFIX='"$(PREFIX)"'
# Asked once, and only when something is compiled: pkg-config may not be here before the set-up.
ask      = $(eval $(1) := $(shell $(2) 2>/dev/null))$($(1))
PKGFLAGS = $(call ask,PKGFLAGS,pkg-config --cflags $(PKGS))
PKGLIBS  = $(call ask,PKGLIBS,pkg-config --libs $(PKGS))
TESTPKGLIBS = $(call ask,TESTPKGLIBS,pkg-config --libs $(TESTPKGS))
LIBS     = $(PKGLIBS) -lpthread -lm
TESTLIBS = $(TESTPKGLIBS) -lutil

LAYERS  := base core load view audio io
SRC_base  := $(wildcard src/base/*.c)
SRC_core  := $(wildcard src/core/*.c)
SRC_load  := $(wildcard src/load/*.c)
SRC_view  := $(wildcard src/view/*.c src/view/screens/*.c)
SRC_audio := $(wildcard src/audio/*.c)
SRC_io    := $(wildcard src/io/*.c)
SRC_top   := $(filter-out src/main.c,$(wildcard src/*.c))
OBJ     = $(patsubst src/%.c,$(B)/%.o,$(1))

# What a unit test of a module may link: the layers its module may include.
LINK_base  := base
LINK_core  := core base
LINK_load  := load core base
LINK_view  := view core base
LINK_audio := audio io view core base
LINK_io    := io view core base
LINK_top   := top load audio io view core base
layer_of = $(firstword $(foreach l,$(LAYERS),$(if $(filter %/$(1).c,$(SRC_$(l))),$(l))) top)
libs_of  = $(patsubst %,$(B)/lib%.a,$(LINK_$(call layer_of,$(1))))
ALL_LIBS = $(patsubst %,$(B)/lib%.a,$(LINK_top))

UNIT    := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c))
# Those that wait for moments first: they take longest.
WHOLE   := $(patsubst tests/%.c,%,$(wildcard tests/terminal/test_*.c tests/audio/test_*.c \
           tests/golden/test_*.c tests/fuzz/test_*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
TESTS   := $(WHOLE:%=$(B)/tests/%) $(UNIT:%=$(B)/tests/%)
# Keeps the processors busy itself, so nothing runs beside it.
LIVE    := $(B)/tests/audio/test_live
SCRIPTS := $(filter-out tests/run.sh,$(wildcard tests/*.sh))

# ---- For people -----------------------------------------------------------------------------------

.PHONY: all play check check-all check-faults fuzz kept bench golden pictures sounds install uninstall clean
.DEFAULT_GOAL := all

SETUP   := CC='$(CC)' src/pack/setup.sh
JOBS    ?= $(shell nproc 2>/dev/null || echo 1)
# As many jobs as processors, unless -j was given.
SUBMAKE  = $(MAKE) --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))

all:
	@$(SETUP) build
	@$(SUBMAKE) -s build
	@echo "Built $(B)/unknot"

# Ended early by the person (4) is no failure.
play:
	@$(SETUP) play
	@$(SUBMAKE) -s build
	@if [ -t 0 ] && [ -t 1 ]; then $(B)/unknot || [ $$? -eq 4 ]; \
	else $(B)/unknot play --plain --hands-free --speed 60; fi

check:
	@$(SETUP) check
	@$(SUBMAKE) -s V=asan WERROR=1 build tests
	@tests/run.sh .build/asan $(WHOLE:%=.build/asan/tests/%) $(SCRIPTS) $(UNIT:%=.build/asan/tests/%)

check-all: export UNKNOT_LEAKS := 1
check-all: check
	@$(SETUP) check-all
	@echo "clang:"
	@$(SUBMAKE) -s V=clang WERROR=1 build tests
	@UNKNOT_LONG=1 tests/run.sh .build/clang $(patsubst $(B)/%,.build/clang/%,$(filter-out $(LIVE),$(TESTS)))
	@UNKNOT_LONG=1 tests/run.sh .build/clang $(LIVE:$(B)/%=.build/clang/%)
	@echo "thread sanitizer:"
	@$(SUBMAKE) -s V=tsan WERROR=1 build tests
	@tests/run.sh .build/tsan $(patsubst $(B)/%,.build/tsan/%,$(TESTS))
	@echo "clang-tidy:"
	@$(SUBMAKE) -s V=clang tidy
	@echo "valgrind and the slow tests:"
	@$(SUBMAKE) -s V=debug build
	@tests/run.sh .build/debug $(wildcard tests/all/*.sh)

# What each begins with, and how long its input gets. What was found stays in .build/fuzz until `make kept`
# takes what reaches an edge that nothing kept reaches.
KEPT    := tests/fuzz/kept
DIAG    := tests/golden/diag
SEEDS_fuzz_atlas   := routines/atlas.yaml $(wildcard $(DIAG)/atlas/*.yaml)
SEEDS_fuzz_config  := tests/fuzz/config/one.yaml $(wildcard $(DIAG)/config/*.yaml)
SEEDS_fuzz_keys    := $(wildcard tests/fuzz/keys/*)
SEEDS_fuzz_pack    := sounds/default/pack.yaml $(wildcard $(DIAG)/pack/*.yaml)
SEEDS_fuzz_record  := tests/fuzz/record/one.json
SEEDS_fuzz_routine := $(filter-out %/atlas.yaml,$(wildcard routines/*.yaml routines/examples/*.yaml $(DIAG)/*.yaml))
WORDS_fuzz_atlas   := routines/atlas.yaml
WORDS_fuzz_record  := tests/fuzz/record/one.json
LONG_fuzz_keys     := 512
comma   := ,
space   := $(subst ,, )
run_fuzzer = mkdir -p .build/fuzz/$(1).found && echo "$(1):" && \
  .build/fuzz/words $(1:fuzz_%=%) $(WORDS_$(1)) >.build/fuzz/$(1).dict && \
  .build/fuzz/$(1) -max_total_time=$(T) -timeout=5 -report_slow_units=1 -print_final_stats=1 \
    -max_len=$(or $(LONG_$(1)),8192) -dict=.build/fuzz/$(1).dict -artifact_prefix=.build/fuzz/$(1).found/ \
    $(addprefix -seed_inputs=,$(subst $(space),$(comma),$(strip $(SEEDS_$(1))))) \
    .build/fuzz/$(1).found $(KEPT)/$(1:fuzz_%=%)
run_keeper = mkdir -p .build/fuzz/$(1).found && echo "$(1):" && \
  .build/fuzz/$(1) -merge=1 -use_counters=0 $(KEPT)/$(1:fuzz_%=%) .build/fuzz/$(1).found 2>.build/fuzz/$(1).merged && \
  tail -n 1 .build/fuzz/$(1).merged

T       ?= 60
fuzz:
	@$(SETUP) check-all
	@$(SUBMAKE) -s V=fuzz fuzzers
	@$(foreach f,$(FUZZERS),$(call run_fuzzer,$f) &&) true
	@$(SUBMAKE) -s V=asan tests
	@UNKNOT_LONG=1 tests/run.sh .build/asan $(patsubst $(B)/%,.build/asan/%,$(filter $(B)/tests/fuzz/%,$(TESTS)))

kept:
	@$(SETUP) check-all
	@$(SUBMAKE) -s V=fuzz fuzzers
	@$(foreach f,$(FUZZERS),$(call run_keeper,$f) &&) true

check-faults:
	@$(SETUP) check
	@$(SUBMAKE) -s V=asan WERROR=1 build
	@tests/faults/run.sh .build/asan

ROWS    ?=
bench:
	@$(SETUP) build
	@$(SUBMAKE) -s V=release build $(BENCH:%=.build/release/tests/bench/%)
	@tests/bench/run.sh .build/release $(ROWS)

golden:
	@$(SETUP) check
	@$(SUBMAKE) -s V=asan build tests
	-@UPDATE_GOLDEN=1 tests/run.sh .build/asan $(patsubst $(B)/%,.build/asan/%,$(filter $(B)/tests/golden/%,$(TESTS)))
	@git status --short -- tests/golden; git diff -- tests/golden

# A test holds them against what the program draws.
pictures:
	@$(SETUP) check
	@$(SUBMAKE) -s V=asan build .build/asan/tests/golden/test_pictures
	@UPDATE_GOLDEN=1 tests/run.sh .build/asan .build/asan/tests/golden/test_pictures

# A test holds the shipped sounds against their recipe.
sounds:
	@$(SETUP) build
	@$(SUBMAKE) -s $(B)/recipe
	$(B)/recipe sounds/default

SHARE   := $(DESTDIR)$(PREFIX)/share/unknot
DOC     := $(DESTDIR)$(PREFIX)/share/doc/unknot
MAN     := $(DESTDIR)$(PREFIX)/share/man
install: all
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(SHARE)' '$(DOC)'
	install -m 755 $(B)/unknot '$(DESTDIR)$(PREFIX)/bin/unknot'
	find routines sounds -type f ! -name '*.c' | xargs -I FILE install -D -m 644 FILE '$(SHARE)/FILE'
	install -m 644 README.md CHANGELOG.md LICENSE '$(DOC)'
	install -D -m 644 src/man/unknot.1 '$(MAN)/man1/unknot.1'
	install -D -m 644 src/man/unknot.5 '$(MAN)/man5/unknot.5'

uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/unknot' '$(MAN)/man1/unknot.1' '$(MAN)/man5/unknot.5'
	rm -rf '$(SHARE)' '$(DOC)'

clean:
	rm -rf .build

# ---- One variant ----------------------------------------------------------------------------------

.PHONY: build tests fuzzers tidy FORCE
build: $(B)/unknot
tests: $(TESTS)

# What everything is compiled with: when it changes, everything is compiled again.
$(B)/flags: FORCE
	$(shell mkdir -p $(@D))$(file >$@.new,$(COMPILER) $(ALLFLAGS) $(DEFS) $(PKGFLAGS) $(LIBS) $(LDFLAGS))
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(B)/unknot: $(B)/main.o $(ALL_LIBS)
	$(COMPILER) $(OPT_$(V)) $(CFLAGS) $(LDFLAGS) -o $@ $(B)/main.o $(ALL_LIBS) $(LIBS)

# The mixer's loops are made for being done four at once, which gcc leaves for -O3.
$(B)/audio/%.o: OPT_release += -O3
$(B)/%.o: src/%.c $(B)/flags
	@mkdir -p $(@D)
	$(COMPILER) $(ALLFLAGS) $(DEFS) $(PKGFLAGS) -MMD -MP -c -o $@ $<

# The atlas is compiled in, so that safety data cannot go missing: as tables for the program, and as
# the bytes of the file for the tests.
$(B)/atlas_tables.c: routines/atlas.yaml $(B)/atlas_tables
	$(B)/atlas_tables $< >$@.new && mv $@.new $@
$(B)/atlas_tables: src/pack/atlas_tables.c $(call OBJ,$(SRC_load)) $(B)/libcore.a $(B)/libbase.a
	$(COMPILER) $(ALLFLAGS) $(PKGFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)
$(B)/atlas_data.c: routines/atlas.yaml
	@mkdir -p $(@D)
	{ echo '#include <stddef.h>'; echo 'extern const unsigned char atlas_yaml[]; extern const size_t atlas_yaml_size;'; \
	  echo 'const unsigned char atlas_yaml[] = {'; \
	  od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g'; \
	  echo '0}; const size_t atlas_yaml_size = sizeof atlas_yaml - 1;'; } > $@.new && mv $@.new $@
$(B)/atlas_%.o: $(B)/atlas_%.c $(B)/flags
	$(COMPILER) $(ALLFLAGS) -c -o $@ $<

$(B)/recipe: sounds/recipe.c src/core/sound_event.c $(B)/flags
	@mkdir -p $(@D)
	$(COMPILER) $(ALLFLAGS) $(PKGFLAGS) -o $@ $(filter %.c,$^) $(LDFLAGS) $(LIBS)

# The folders stand among the prerequisites so that a file taken away leaves the library too.
define layer_rule
$$(B)/lib$(1).a: $$(call OBJ,$$(SRC_$(1))) $(if $(filter load,$(1)),$$(B)/atlas_tables.o $$(B)/atlas_data.o) $$(sort $$(dir $$(SRC_$(1))))
	@mkdir -p $$(@D)
	@rm -f $$@
	ar rcs $$@ $$(filter %.o,$$^)
endef
$(foreach l,$(LAYERS) top,$(eval $(call layer_rule,$(l))))

# Unit tests link only what their module may include; the others link everything.
TESTFLAGS = $(ALLFLAGS) -UNDEBUG $(DEFS) $(PKGFLAGS) -Wno-missing-prototypes -Itests -MMD -MP -MF $@.d -MT $@
define unit_rule
$$(B)/tests/$(1): tests/unit/$(1).c $$(call libs_of,$(patsubst test_%,%,$(1))) $$(B)/flags
	@mkdir -p $$(@D)
	$$(COMPILER) $$(TESTFLAGS) -o $$@ $$< $$(call libs_of,$(patsubst test_%,%,$(1))) $$(LDFLAGS) $$(LIBS) $$(TESTLIBS)
endef
$(foreach t,$(UNIT),$(eval $(call unit_rule,$(t))))

define whole_rule
$$(B)/tests/$(1): tests/$(1).c $(if $(filter terminal/%,$(1)),$$(B)/tests/terminal/harness.o) $$(ALL_LIBS) $$(B)/flags
	@mkdir -p $$(@D)
	$$(COMPILER) $$(TESTFLAGS) -o $$@ $$< $$(filter %.o,$$^) $$(ALL_LIBS) $$(LDFLAGS) $$(LIBS) $$(TESTLIBS)
endef
$(foreach t,$(WHOLE),$(eval $(call whole_rule,$(t))))

$(B)/tests/terminal/harness.o: tests/terminal/harness.c $(B)/flags
	@mkdir -p $(@D)
	$(COMPILER) $(TESTFLAGS) -c -o $@ $<

# What `make bench` runs. The limits are linked with all our libraries: loading those is not ours to save.
BENCH   := watch limits record sound live
$(B)/tests/bench/limits: LINKED := -Wl,--no-as-needed
$(B)/tests/bench/%: tests/bench/%.c $(ALL_LIBS) $(B)/flags
	@mkdir -p $(@D)
	$(COMPILER) $(TESTFLAGS) -o $@ $< $(ALL_LIBS) $(LINKED) $(LDFLAGS) $(LIBS) -lutil

# The terminal alone, for tests/terminal/test_term.c.
$(B)/tests/terminal/test_term: $(B)/tests/terminal/term_driver
$(B)/tests/terminal/term_driver: tests/terminal/term_driver.c $(LINK_io:%=$(B)/lib%.a) $(B)/flags
	@mkdir -p $(@D)
	$(COMPILER) $(TESTFLAGS) -o $@ $< $(LINK_io:%=$(B)/lib%.a) $(LDFLAGS) $(LIBS)

fuzzers: $(FUZZERS:%=$(B)/%) $(B)/words
$(B)/words: tests/fuzz/words.c $(ALL_LIBS) $(B)/flags
	$(COMPILER) $(TESTFLAGS) -fsanitize=address,undefined -o $@ $< $(ALL_LIBS) $(LDFLAGS) $(LIBS)
$(B)/fuzz_%: tests/fuzz/fuzz_%.c $(ALL_LIBS) $(B)/flags
	$(COMPILER) $(TESTFLAGS) -fsanitize=fuzzer -o $@ $< $(ALL_LIBS) $(LDFLAGS) $(LIBS)

# clang-tidy over every source; a file is looked at again when it or a header has changed.
TIDY    := $(patsubst src/%.c,$(B)/tidy/%,$(wildcard src/*.c src/*/*.c src/*/*/*.c))
tidy: $(TIDY)
$(B)/tidy/%: src/%.c .clang-tidy $(wildcard src/*.h src/*/*.h src/*/*/*.h)
	@mkdir -p $(@D)
	clang-tidy --quiet $< -- $(ALLFLAGS) $(DEFS) $(PKGFLAGS)
	@touch $@

-include $(shell find $(B) -name '*.d' 2>/dev/null)
