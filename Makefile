# sathach: make · make demo · make test · make install      (V=1 shows the commands)
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

BUILD  ?= build
PREFIX ?= /usr/local
CC     := $(if $(filter default undefined,$(origin CC)),gcc,$(CC))
VERSION := 0.1.0

GOALS := $(or $(MAKECMDGOALS),all)
# Parts of the work that need nothing but a shell
PLAIN_GOALS := clean check-layers
ifneq ($(filter-out $(PLAIN_GOALS),$(GOALS)),)
  SETUP_SET := $(if $(filter test bench asan fuzz unit check-clang check-headers nightly,$(GOALS)),test,build)
  ifneq ($(SATHACH_SETUP),done)
    ifneq ($(shell tools/setup/setup.sh $(SETUP_SET) >&2 && echo yes),yes)
      $(error the packages this needs could not be installed)
    endif
    export SATHACH_SETUP := done
  endif
  PKG_CFLAGS := $(shell pkg-config --cflags glib-2.0 pangocairo libutf8proc xlsxwriter libxml-2.0 libarchive)
  CLIENT_LIBS := $(shell pkg-config --libs ncursesw sqlite3 libsodium) -lpthread
  OFFICE_LIBS := $(shell pkg-config --libs sqlite3 libsodium glib-2.0 pangocairo libutf8proc xlsxwriter libxml-2.0 libarchive) -lcsv -lpthread -lm
endif

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' "$(1)" "$(2)")

# a name that is too long for its line is cut on purpose: -Wformat-truncation would forbid that
WARN := -Wall -Wextra -Wshadow -Wconversion -Wformat=2 -Wno-unknown-warning-option -Wno-format-truncation -Werror
HARDEN := -O2 -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
HARDEN_LD := -pie -Wl,-z,relro,-z,now
ifdef SANITIZE
  HARDEN := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
  HARDEN_LD := -fsanitize=address,undefined
endif
CFLAGS ?= -g
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -I. $(WARN) $(HARDEN) $(CFLAGS) -DSATHACH_VERSION='"$(VERSION)"' \
             -DSATHACH_LOCALEDIR='"$(PREFIX)/share/locale"'

CORE_SRC   := $(wildcard app/core/*.c)
CLIENT_SRC := $(wildcard app/client/*.c app/client/screens/*.c app/client/term/*.c)
OFFICE_SRC := $(wildcard tools/*.c tools/cmd/*.c tools/bank/*.c tools/import/*.c tools/office/*.c tools/report/*.c)
TUI_SRC    := $(filter-out %_test.c tests/tui/desk_client.c,$(wildcard tests/tui/*.c))
UNIT_SRC   := $(wildcard tests/unit/test_*.c)
UNIT_HELP  := $(filter-out $(UNIT_SRC),$(wildcard tests/unit/*.c))

obj = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
CORE_OBJ   := $(call obj,$(CORE_SRC))
CLIENT_OBJ := $(call obj,$(filter-out app/client/main.c,$(CLIENT_SRC)))
OFFICE_OBJ := $(call obj,$(filter-out tools/main.c,$(OFFICE_SRC)))
CRASH_SRC  := $(wildcard tests/crash/test_*.c)
KILL_SRC   := $(addprefix tests/crash/,kill_at.c kill_exam.c calls.c trace.c sitter.c remains.c)
UNIT_BIN   := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(UNIT_SRC)) $(patsubst tests/crash/%.c,$(BUILD)/unit/%,$(CRASH_SRC))

.PHONY: all demo test unit bench install check-layers check-headers check-clang asan fuzz clean nightly
all: $(BUILD)/sathach $(BUILD)/sathachctl $(BUILD)/man/sathach.1 $(BUILD)/po/vi/LC_MESSAGES/sathach.mo

$(BUILD)/obj/%.o: %.c Makefile
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/libsathach.a: $(CORE_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/libclient.a: $(CLIENT_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/liboffice.a: $(OFFICE_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

$(BUILD)/sathach: $(call obj,app/client/main.c) $(BUILD)/libclient.a $(BUILD)/libsathach.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(CLIENT_LIBS)
$(BUILD)/sathachctl: $(call obj,tools/main.c) $(BUILD)/liboffice.a $(BUILD)/libsathach.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(OFFICE_LIBS)
$(BUILD)/tui-run: $(call obj,$(TUI_SRC))
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ -lvterm -lutil

# A label that is uncertain in Vietnamese, or empty, stops the build.
$(BUILD)/po/vi/LC_MESSAGES/sathach.mo: app/po/vi.po
	$(call say,MSGFMT,$@)
	@mkdir -p $(@D)
	$(Q)for kind in --untranslated --only-fuzzy; do \
	   if [ "$$(msgattrib $$kind --no-obsolete app/po/vi.po | grep -c '^msgid')" -gt 1 ]; \
	   then echo 'app/po/vi.po: untranslated or fuzzy messages:' >&2; msgattrib $$kind app/po/vi.po >&2; exit 1; fi; done
	$(Q)msgfmt --check -o $@ app/po/vi.po

# The manual's keys come from the action table.
$(BUILD)/man/sathach.1: app/sathach.1 app/client/action.h
	$(call say,MAN,$@)
	@mkdir -p $(@D)
	$(Q)awk -F'"' '/^    X\(/ {printf ".It %s\n%s\n", $$2, $$6}' app/client/action.h >$(BUILD)/man/keys
	$(Q)sed '/keys begin/r $(BUILD)/man/keys' $< >$@

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(call obj,$(UNIT_HELP)) $(BUILD)/libclient.a $(BUILD)/liboffice.a $(BUILD)/libsathach.a
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(OFFICE_LIBS) $(CLIENT_LIBS) -lcmocka
# these stand on a disk that remembers and fails
$(patsubst tests/crash/%.c,$(BUILD)/unit/%,$(CRASH_SRC)): $(BUILD)/unit/%: $(BUILD)/obj/tests/crash/%.o $(call obj,tests/crash/disk.c tests/crash/disk_log.c tests/crash/left.c tests/crash/chaos.c \
                                                    $(UNIT_HELP)) $(BUILD)/libclient.a $(BUILD)/liboffice.a $(BUILD)/libsathach.a
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(OFFICE_LIBS) $(CLIENT_LIBS) -lcmocka
$(BUILD)/unit/vt_test: $(BUILD)/obj/tests/tui/vt_test.o $(call obj,$(filter-out tests/tui/run_script.c,$(TUI_SRC)))
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ -lcmocka -lvterm -lutil
$(BUILD)/tui-desk: $(BUILD)/obj/tests/tui/desk_client.o $(BUILD)/obj/tests/unit/rig.o $(BUILD)/libclient.a $(BUILD)/libsathach.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(CLIENT_LIBS) -lcmocka
$(BUILD)/slow-sync.so: tests/crash/slow_sync.c
	$(call say,LINK,$@)
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE -O2 -fPIC -shared -o $@ $<
$(BUILD)/late-write.so: tests/crash/late_write.c
	$(call say,LINK,$@)
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -fPIC -shared -o $@ $<
$(BUILD)/kill-at: $(call obj,$(KILL_SRC)) $(BUILD)/liboffice.a $(BUILD)/libsathach.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(OFFICE_LIBS)
$(BUILD)/forge-ticket: $(call obj,tests/cli/forge_ticket.c) $(BUILD)/libsathach.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(CLIENT_LIBS)
$(BUILD)/make-published: $(call obj,tests/import/published.c)
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(OFFICE_LIBS)
$(BUILD)/make-rows: $(call obj,tests/import/rows.c)
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(OFFICE_LIBS)
$(BUILD)/peak: $(call obj,tests/bench/peak.c)
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^
$(BUILD)/tui-sample: $(BUILD)/obj/tests/tui/selftest/sample.o
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(CLIENT_LIBS)

demo: all $(BUILD)/tui-run
	@tools/setup/demo.sh $(BUILD)

TEST_PROGRAMS := all unit $(addprefix $(BUILD)/,tui-run tui-desk forge-ticket slow-sync.so kill-at late-write.so make-published make-rows peak)
test: $(TEST_PROGRAMS)
	@tests/run.sh $(BUILD)
unit: $(UNIT_BIN) $(BUILD)/unit/vt_test $(BUILD)/tui-sample

asan: 
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SANITIZE=1 all unit $(BUILD)/asan/tui-run $(BUILD)/asan/tui-desk
check-clang:
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/clang CC=clang all unit $(BUILD)/clang/kill-at

$(BUILD)/bench: $(call obj,tests/bench/bench.c) $(BUILD)/libsathach.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(HARDEN_LD) -o $@ $^ $(CLIENT_LIBS)
bench: all $(BUILD)/bench $(BUILD)/make-rows $(BUILD)/peak
	@tests/bench/run.sh $(BUILD)
fuzz: all
	@tests/fuzz/run.sh $(BUILD) $(or $(SECONDS_EACH),600)
nightly: asan $(TEST_PROGRAMS)
	@SATHACH_NIGHTLY=1 SATHACH_CHAOS=1000 tests/run.sh $(BUILD)

check-layers:
	@tests/check-layers.sh .
check-headers:
	@for h in $$(git ls-files 'app/*.h' 'tools/*.h'); do \
	   echo "#include \"$$h\"" | $(CC) $(ALL_CFLAGS) $(PKG_CFLAGS) -fsyntax-only -x c - || exit 1; done

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/locale/vi/LC_MESSAGES $(DESTDIR)$(PREFIX)/share/man/man1 \
	           $(DESTDIR)$(PREFIX)/share/sathach
	install -m 755 $(BUILD)/sathach $(BUILD)/sathachctl $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(BUILD)/po/vi/LC_MESSAGES/sathach.mo $(DESTDIR)$(PREFIX)/share/locale/vi/LC_MESSAGES/
	install -m 644 $(BUILD)/man/sathach.1 tools/sathachctl.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	cp -r questionbanks $(DESTDIR)$(PREFIX)/share/sathach/

clean:
	rm -rf build demo

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
