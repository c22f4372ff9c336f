# unknot: `make play` sets up, builds and plays; `make check` sets up and runs every test.
# Each variant builds into .build/<variant>/, so that compilers and sanitizers do not clobber
# each other and the top level stays clean.

V       ?= release
B       := .build/$(V)
PREFIX  ?= /usr/local
CC      ?= gcc
PKGS    := ncursesw yaml-0.1 sqlite3 ao sndfile samplerate
TESTPKGS := cmocka vterm

VERSION := $(shell sed -n 's/^## \([0-9][0-9.]*\).*/\1/p' CHANGELOG.md 2>/dev/null | head -n 1)

WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum -Wstrict-prototypes \
           -Wmissing-prototypes -Wvla
WARN    += $(if $(WERROR),-Werror)
OPT_release := -O2 -g -DNDEBUG
OPT_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
OPT_tsan    := -O1 -g -fsanitize=thread -fno-omit-frame-pointer
OPT_clang   := -O1 -g
OPT_debug   := -O0 -g
CC_clang    := clang
COMPILER    := $(or $(CC_$(V)),$(CC))

CFLAGS  ?=
ALLFLAGS = -std=c17 -D_GNU_SOURCE -Isrc $(WARN) $(OPT_$(V)) $(CFLAGS)
DEFS    = -DUNKNOT_VERSION='"$(or $(VERSION),0)"' -DUNKNOT_PREFIX='"$(PREFIX)"'
PKGFLAGS = $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LIBS    = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lpthread -lm
TESTLIBS = $(shell pkg-config --libs $(TESTPKGS) 2>/dev/null) -lutil

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
WHOLE   := $(patsubst tests/%.c,%,$(wildcard tests/golden/test_*.c tests/terminal/test_*.c \
           tests/audio/test_*.c tests/fuzz/test_*.c))

.PHONY: all build
all: build
build: $(B)/unknot

$(B)/unknot: $(B)/main.o $(ALL_LIBS)
	$(COMPILER) $(OPT_$(V)) $(LDFLAGS) -o $@ $(B)/main.o $(ALL_LIBS) $(LIBS)

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	$(COMPILER) $(ALLFLAGS) $(DEFS) $(PKGFLAGS) -MMD -MP -c -o $@ $<

# The atlas is compiled in, so that safety data cannot go missing.
$(B)/atlas_data.c: routines/atlas.yaml
	@mkdir -p $(@D)
	{ echo '#include <stddef.h>'; echo 'extern const unsigned char atlas_yaml[]; extern const size_t atlas_yaml_size;'; \
	  echo 'const unsigned char atlas_yaml[] = {'; \
	  od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g'; \
	  echo '0}; const size_t atlas_yaml_size = sizeof atlas_yaml - 1;'; } > $@.new && mv $@.new $@
$(B)/atlas_data.o: $(B)/atlas_data.c
	$(COMPILER) $(ALLFLAGS) -c -o $@ $<

define layer_rule
$$(B)/lib$(1).a: $$(call OBJ,$$(SRC_$(1))) $(if $(filter load,$(1)),$$(B)/atlas_data.o)
	@mkdir -p $$(@D)
	@rm -f $$@
	ar rcs $$@ $$^
endef
$(foreach l,$(LAYERS) top,$(eval $(call layer_rule,$(l))))

# Unit tests link only what their module may include; the others link everything.
define unit_rule
$$(B)/tests/$(1): tests/unit/$(1).c $$(call libs_of,$(patsubst test_%,%,$(1)))
	@mkdir -p $$(@D)
	$$(COMPILER) $$(ALLFLAGS) $$(DEFS) $$(PKGFLAGS) -Wno-missing-prototypes -Itests -MMD -MP -o $$@ $$< \
	  $$(call libs_of,$(patsubst test_%,%,$(1))) $$(LIBS) $$(TESTLIBS)
endef
$(foreach t,$(UNIT),$(eval $(call unit_rule,$(t))))

define whole_rule
$$(B)/tests/$(1): tests/$(1).c $$(ALL_LIBS)
	@mkdir -p $$(@D)
	$$(COMPILER) $$(ALLFLAGS) $$(DEFS) $$(PKGFLAGS) -Wno-missing-prototypes -Itests -MMD -MP -o $$@ $$< $$(ALL_LIBS) $$(LIBS) $$(TESTLIBS)
endef
$(foreach t,$(WHOLE),$(eval $(call whole_rule,$(t))))

TESTS := $(UNIT:%=$(B)/tests/%) $(WHOLE:%=$(B)/tests/%)
.PHONY: tests
tests: $(TESTS)

-include $(shell find $(B) -name '*.d' 2>/dev/null)
