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
# as many compilers at once as there are processors, unless -j says otherwise; goals that take away go one by one
ifeq ($(MAKELEVEL)$(filter clean uninstall,$(GOALS)),0)
  MAKEFLAGS += -j$(shell nproc)
endif
# Parts of the work that need nothing but a shell
PLAIN_GOALS := clean check-layers deb-test uninstall
ifneq ($(filter-out $(PLAIN_GOALS),$(GOALS)),)
  SETUP_SET := $(if $(filter nightly,$(GOALS)),nightly,$(if $(filter bench asan fuzz check-clang,$(GOALS)),ci,$(if $(filter test,$(GOALS)),$(if $(filter true,$(CI)),ci,test),\
                 $(if $(filter unit moves check-headers,$(GOALS)),test,$(if $(filter deb,$(GOALS)),deb,\
                 $(if $(filter seat-test,$(GOALS)),seat-test,$(if $(filter seat-image,$(GOALS)),image,$(if $(filter-out client install-client,$(GOALS)),build,client))))))))
  ifneq ($(SATHACH_SETUP),done)
    ifneq ($(shell tools/setup/setup.sh $(SETUP_SET) >&2 && echo yes),yes)
      $(error the packages this needs could not be installed)
    endif
    export SATHACH_SETUP := done
  endif
  ifneq ($(filter-out client image,$(SETUP_SET)),)
    PKG_CFLAGS := $(shell pkg-config --cflags glib-2.0 pangocairo libutf8proc xlsxwriter libxml-2.0 libarchive)
  endif
  CLIENT_LIBS := $(shell pkg-config --libs tinfo sqlite3 libsodium) -lpthread
  ifneq ($(filter-out client image,$(SETUP_SET)),)
    OFFICE_LIBS := $(shell pkg-config --libs tinfo sqlite3 libsodium glib-2.0 pangocairo libutf8proc xlsxwriter libxml-2.0 libarchive) -lpthread -lm
  endif
endif

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' "$(1)" "$(2)")

# a name that is too long for its line is cut on purpose: -Wformat-truncation would forbid that
WARN := -Wall -Wextra -Wshadow -Wconversion -Wformat=2 -Wno-unknown-warning-option -Wno-format-truncation -Werror
# jumps go to where functions begin: a means of the x86 processors alone
CET := $(if $(filter x86_64-%,$(shell $(CC) -dumpmachine)),-fcf-protection)
HARDEN := -O2 -fstack-protector-strong -fstack-clash-protection $(CET) -D_FORTIFY_SOURCE=3 -fPIE
HARDEN_LD := -pie -Wl,-z,relro,-z,now
ifdef SANITIZE
  HARDEN := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
  HARDEN_LD := -fsanitize=address,undefined
endif
CFLAGS ?= -g
# where the tree lies is not told: two builds in two folders are the same to the byte
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -I. -ffile-prefix-map=$(CURDIR)=. $(WARN) $(HARDEN) $(CFLAGS) -DSATHACH_VERSION='"$(VERSION)"' \
             -DSATHACH_LOCALEDIR='"$(PREFIX)/share/locale"'

CORE_SRC   := $(wildcard app/core/*.c)
TUI_SRC    := $(wildcard app/tui/*.c app/tui/term/*.c)
ROOM_SRC   := $(wildcard app/room/*.c)
CLIENT_SRC := $(wildcard app/client/*.c app/client/states/*.c app/client/screens/*.c)
OFFICE_SRC := $(wildcard tools/*.c tools/cmd/*.c tools/bank/*.c tools/import/*.c tools/table/*.c tools/office/*.c tools/report/*.c tools/work/*.c tools/desk/*.c)
# tests/lib: what tests share; each file of programs/ is a program of its name, each of preload/ a library put under one
UNIT_SRC   := $(wildcard tests/unit/test_*.c)
CRASH_SRC  := $(wildcard tests/crash/test_*.c)
HELP_SRC   := $(wildcard tests/lib/*.c)
VT_SRC     := $(wildcard tests/lib/tui/*.c)
DISK_SRC   := $(addprefix tests/lib/crash/,disk.c disk_log.c disk_seat.c trouble.c left.c chaos.c moving_exam.c moving_exam_hands.c moving_exam_seat.c moving_exam_office.c)
KILL_SRC   := $(filter-out $(DISK_SRC),$(wildcard tests/lib/crash/*.c))

obj = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
CORE_OBJ   := $(call obj,$(CORE_SRC))
TUI_OBJ    := $(call obj,$(TUI_SRC))
CLIENT_OBJ := $(call obj,$(CLIENT_SRC) $(ROOM_SRC))
OFFICE_OBJ := $(call obj,$(filter-out tools/main.c,$(OFFICE_SRC)))
UNIT_BIN   := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(UNIT_SRC)) $(patsubst tests/crash/%.c,$(BUILD)/unit/%,$(CRASH_SRC))

.PHONY: all client guide deb deb-test demo seat-image seat-test test unit mutants moves bench install install-client uninstall check-layers check-headers check-clang asan fuzz clean nightly
CLIENT_FILES := $(BUILD)/po/vi/LC_MESSAGES/sathach.mo $(BUILD)/man/sathach.1 $(BUILD)/man/vi/sathach.1 $(BUILD)/completion/sathach
all: client $(BUILD)/sathachctl $(BUILD)/man/vi/sathachctl.1 $(BUILD)/completion/sathachctl

# what a seat needs, without the office's libraries
client: $(BUILD)/sathach $(CLIENT_FILES)

$(BUILD)/obj/%.o: %.c Makefile
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/libsathach.a: $(CORE_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/libtui.a: $(TUI_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/libclient.a: $(CLIENT_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/liboffice.a: $(OFFICE_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

# A hundred and fifty test programs: the quicker of the linkers, where there is one, and what a debugger wants of the product's own
# parts left where it is (ten MB in each; STRIP= brings it along); what each does itself is not made quick.
STRIP ?= $(if $(SANITIZE),,-Wl,-S)
$(BUILD)/unit/%: LINKER := $(if $(shell command -v ld.gold),-fuse-ld=gold) $(STRIP)
ifndef SANITIZE
  $(BUILD)/obj/tests/unit/%.o: HARDEN := -O0 -fPIE
endif
define link
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(HARDEN_LD) $(LINKER) -o $@ $^ $(1)
endef
CORE := $(BUILD)/libsathach.a
CLIENT := $(BUILD)/libclient.a $(BUILD)/libtui.a $(CORE)
OFFICE := $(BUILD)/liboffice.a $(BUILD)/libtui.a $(CORE)

$(BUILD)/sathach: $(call obj,app/main.c) $(CLIENT)
	$(call link,$(CLIENT_LIBS))
$(BUILD)/sathachctl: $(call obj,tools/main.c) $(OFFICE)
	$(call link,$(OFFICE_LIBS))

# For people, on paper: the guide, and a sheet for the wall of the exam room
GUIDE_TEXTS := $(addprefix tools/guide/,huong-dan.md van-phong.md ra-de.md coi-thi.md phong-thi.md)
guide: $(BUILD)/guide/huong-dan.pdf $(BUILD)/guide/ngay-thi.pdf
$(BUILD)/make-guide: $(call obj,$(wildcard tools/guide/*.c)) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/guide/huong-dan.pdf: $(BUILD)/make-guide $(GUIDE_TEXTS)
	$(call say,PDF,$@)
	@mkdir -p $(@D)
	$(Q)$< $@ "Hướng dẫn sathach" 11.5 $(GUIDE_TEXTS)
$(BUILD)/guide/ngay-thi.pdf: $(BUILD)/make-guide tools/guide/ngay-thi.md
	$(call say,PDF,$@)
	@mkdir -p $(@D)
	$(Q)$< $@ "Ngày thi" 14.5 tools/guide/ngay-thi.md

# where its image is made
SEAT := $(BUILD)/seat
# what a seat has besides the client: root's part, and what starts the client
SEAT_SRC  := $(addprefix tools/seat/,settings.c drives.c seat_state.c exam_files.c host.c)
SEAT_PARTS := $(call obj,$(SEAT_SRC)) $(BUILD)/libtui.a $(CORE)
$(BUILD)/seat-root: $(call obj,tools/seat/root.c) $(SEAT_PARTS)
	$(call link,$(CLIENT_LIBS))
$(BUILD)/seat-start: $(call obj,tools/seat/start.c) $(SEAT_PARTS)
	$(call link,$(CLIENT_LIBS))

# A label that is uncertain in Vietnamese, or empty, stops the build.
$(BUILD)/po/vi/LC_MESSAGES/sathach.mo: app/po/vi.po
	$(call say,MSGFMT,$@)
	@mkdir -p $(@D)
	$(Q)for kind in --untranslated --only-fuzzy; do \
	   if [ "$$(msgattrib $$kind --no-obsolete app/po/vi.po | grep -c '^msgid')" -gt 1 ]; \
	   then echo 'app/po/vi.po: untranslated or fuzzy messages:' >&2; msgattrib $$kind app/po/vi.po >&2; exit 1; fi; done
	$(Q)msgfmt --check -o $@ app/po/vi.po

# The manual's keys and the words of its lines come from the action table, in Vietnamese by the texts' own translation; a page
# that lists options or commands in Vietnamese has them from the program's help, as the completion of bash has their names.
MANUAL := tools/setup/manual.sh tools/setup/keys.awk app/client/actions.h app/po/vi.po
$(BUILD)/man/sathach.1: app/sathach.1 $(MANUAL)
	$(call say,MAN,$@)
	@mkdir -p $(@D)
	$(Q)tools/setup/manual.sh $(BUILD) en $< >$@
$(BUILD)/man/vi/%.1: app/%.vi.1 $(MANUAL) $(BUILD)/% $(BUILD)/po/vi/LC_MESSAGES/sathach.mo
	$(call say,MAN,$@)
	@mkdir -p $(@D)
	$(Q)tools/setup/manual.sh $(BUILD) vi $< >$@
$(BUILD)/man/vi/%.1: tools/%.vi.1 $(MANUAL) $(BUILD)/% $(BUILD)/po/vi/LC_MESSAGES/sathach.mo
	$(call say,MAN,$@)
	@mkdir -p $(@D)
	$(Q)tools/setup/manual.sh $(BUILD) vi $< >$@
$(BUILD)/completion/%: tools/setup/completion.sh $(BUILD)/%
	$(call say,COMPL,$@)
	@mkdir -p $(@D)
	$(Q)tools/setup/completion.sh $(BUILD) $* >$@

ALL_OF_IT := $(call obj,$(HELP_SRC)) $(BUILD)/libclient.a $(OFFICE)
# what comes with the program lies one folder above it: for those in unit/ too
$(BUILD)/questionbanks:
	@mkdir -p $(@D)
	$(Q)ln -sfn $(CURDIR)/questionbanks $@
$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(ALL_OF_IT) | $(BUILD)/questionbanks
	$(call link,$(OFFICE_LIBS) $(CLIENT_LIBS) -lcmocka)
# these stand on a disk that remembers and fails
$(patsubst tests/crash/%.c,$(BUILD)/unit/%,$(CRASH_SRC)): $(BUILD)/unit/%: $(BUILD)/obj/tests/crash/%.o $(call obj,$(DISK_SRC)) $(ALL_OF_IT)
	$(call link,$(OFFICE_LIBS) $(CLIENT_LIBS) -lcmocka)
$(BUILD)/unit/test_painter: $(BUILD)/obj/tests/unit/test_painter.o $(BUILD)/libtui.a $(CORE)
	$(call link,$(CLIENT_LIBS) -lcmocka -lvterm)
# what makes a machine a seat
$(BUILD)/unit/test_seat_machine: $(BUILD)/obj/tests/unit/test_seat_machine.o $(call obj,tests/lib/scratch.c) $(SEAT_PARTS)
	$(call link,$(CLIENT_LIBS) -lcmocka)
$(BUILD)/unit/test_vt $(BUILD)/unit/test_script: $(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(call obj,$(VT_SRC) tests/lib/scratch.c)
	$(call link,-lcmocka -lvterm -lutil)

program = $(call obj,tests/lib/programs/$(1).c)
$(BUILD)/tui-run: $(call program,tui-run) $(call obj,$(VT_SRC))
	$(call link,-lvterm -lutil)
$(BUILD)/tui-seat: $(call program,tui-seat) $(call obj,tests/lib/rig.c tests/lib/scratch.c) $(CLIENT)
	$(call link,$(CLIENT_LIBS) -lcmocka)
$(BUILD)/tui-sample: $(call program,tui-sample)
	$(call link,$(CLIENT_LIBS) -lncursesw)
$(BUILD)/kill-at: $(call program,kill-at) $(call obj,$(KILL_SRC)) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/kill-command: $(call program,kill-command) $(call obj,tests/lib/crash/calls.c tests/lib/crash/trace.c)
	$(call link)
$(BUILD)/make-room-file: $(call program,make-room-file) $(CORE)
	$(call link,$(CLIENT_LIBS))
$(BUILD)/begin-log: $(call program,begin-log) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/forge-draft: $(call program,forge-draft) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/forge-journal: $(call program,forge-journal) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/seal-archive: $(call program,seal-archive) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/forge-people: $(call program,forge-people) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/sign-list: $(call program,sign-list) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/forge-ticket: $(call program,forge-ticket) $(CORE)
	$(call link,$(CLIENT_LIBS))
$(BUILD)/cheap-keys: $(call program,cheap-keys) $(CORE)
	$(call link,$(CLIENT_LIBS))
$(BUILD)/rogue-bank: $(call program,rogue-bank) $(call obj,tests/lib/rogue.c) $(CORE)
	$(call link,$(CLIENT_LIBS))
$(BUILD)/make-published: $(call program,make-published)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/keep-draft: $(call program,keep-draft) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/make-rows: $(call program,make-rows)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/make-tables: $(call program,make-tables)
	$(call link,$(OFFICE_LIBS))
$(BUILD)/took: $(call program,took)
	$(call link)
$(BUILD)/hang-folder: $(call program,hang-folder)
	$(call link)
$(BUILD)/%.so: tests/lib/preload/%.c
	$(call say,LINK,$@)
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE -O2 $(WARN) -fPIC -shared -o $@ $<

demo: all $(BUILD)/tui-run
	@tools/setup/demo.sh $(BUILD)

# every program and library that the tests have
TEST_PROGRAMS := all unit guide $(BUILD)/seat-root $(BUILD)/seat-start $(patsubst tests/lib/programs/%.c,$(BUILD)/%,$(wildcard tests/lib/programs/*.c)) \
                 $(patsubst tests/lib/preload/%.c,$(BUILD)/%.so,$(wildcard tests/lib/preload/*.c))
test: $(TEST_PROGRAMS)
	@tests/run.sh $(BUILD)
unit: $(UNIT_BIN) $(BUILD)/tui-sample

asan: 
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SANITIZE=1 all unit $(addprefix $(BUILD)/asan/,cheap-keys forge-journal tui-run tui-seat)
check-clang:
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/clang CC=clang all unit $(BUILD)/clang/kill-at

$(BUILD)/bench: $(call obj,tests/bench/bench.c) $(BUILD)/libtui.a $(CORE)
	$(call link,$(CLIENT_LIBS))
$(BUILD)/bench-checkpoint: $(call obj,tests/bench/checkpoint.c tests/lib/rig.c tests/lib/scratch.c) $(CLIENT)
	$(call link,$(CLIENT_LIBS) -lcmocka)
$(BUILD)/log-check: $(call program,log-check) $(OFFICE)
	$(call link,$(OFFICE_LIBS))
bench: all $(addprefix $(BUILD)/,bench bench-checkpoint hang-folder log-check make-rows took tui-run tui-seat tui-sample)
	@tests/bench/run.sh $(BUILD)
fuzz: all
	@tests/fuzz/run.sh $(BUILD) $(or $(SECONDS_EACH),600)
# each defence taken out, its test must fail; WORDS='backup draw' those attacks alone
mutants: all
	@tests/mutate.sh $(WORDS)
nightly: asan $(TEST_PROGRAMS) $(SEAT)/seat.img
	@SATHACH_NIGHTLY=1 SATHACH_CHAOS=1000 SATHACH_MOVES=2000 SATHACH_TERMINALS=50 SATHACH_LIMIT=3600 tests/run.sh $(BUILD)
# the seat's image under QEMU, and the exam host with fifty terminals
seat-test: all $(BUILD)/took $(BUILD)/cheap-keys $(BUILD)/seat-start $(SEAT)/seat.img
	@SATHACH_NIGHTLY=1 SATHACH_TERMINALS=50 SATHACH_LIMIT=3600 tests/run.sh $(BUILD) seat/ cli/host
# exams that move between seats; MOVES=500 so many moves, SEED=17 that exam alone, with all that was done
moves: $(BUILD)/unit/test_moving_exams
	@SATHACH_MOVES=$(or $(MOVES),2000) $(if $(SEED),SATHACH_SEED=$(SEED)) $(BUILD)/unit/test_moving_exams

# What old PCs start from: one bootable image that ends in the exam's screen; TRUST=office.pub, SITE=seat.ini. Debian's part of it is fetched once
# and made again when what it is made of has changed.
$(SEAT)/root.tar: tools/seat/image.sh tools/seat/image_root.sh tools/seat/image/modules.txt tools/seat/image/prune.txt
	$(Q)tools/seat/image.sh root $(SEAT)
$(SEAT)/seat.img: $(SEAT)/root.tar $(BUILD)/sathach $(BUILD)/seat-root $(BUILD)/seat-start $(BUILD)/po/vi/LC_MESSAGES/sathach.mo \
                  $(wildcard tools/seat/files/* tools/seat/image/*.* tools/seat/image/files/*)
	$(Q)tools/seat/image.sh pack $(SEAT) $(BUILD)
seat-image: $(SEAT)/seat.img
	$(if $(TRUST),,$(error TRUST=office.pub is wanted: the seats open what this key signed, and nothing else))
	$(Q)tools/seat/image.sh iso $(SEAT) $(TRUST) $(SITE)

# packages for Debian, from what is tracked: build/deb
deb:
	@tools/setup/deb.sh $(BUILD)/deb
deb-test:
	@tests/ci/deb.sh

check-layers:
	@tests/check-layers.sh .
check-headers:
	@for h in $$(find app tools -name '*.h'); do \
	   echo "#include \"$$h\"" | $(CC) $(ALL_CFLAGS) $(PKG_CFLAGS) -fsyntax-only -x c - || exit 1; done

# modes are given, whatever the umask; install -d leaves a folder that stands as it is
AT = $(DESTDIR)$(PREFIX)
COMPLETION := share/bash-completion/completions
install-client: client
	install -d -m 755 $(AT)/bin $(AT)/share/locale/vi/LC_MESSAGES $(AT)/share/man/man1 $(AT)/share/man/vi/man1 $(AT)/$(COMPLETION)
	install -m 755 $(BUILD)/sathach $(AT)/bin/
	install -m 644 $(BUILD)/po/vi/LC_MESSAGES/sathach.mo $(AT)/share/locale/vi/LC_MESSAGES/
	install -m 644 $(BUILD)/man/sathach.1 $(AT)/share/man/man1/
	install -m 644 $(BUILD)/man/vi/sathach.1 $(AT)/share/man/vi/man1/
	install -m 644 $(BUILD)/completion/sathach $(AT)/$(COMPLETION)/
install: all guide install-client
	install -m 755 $(BUILD)/sathachctl $(AT)/bin/
	install -m 644 tools/sathachctl.1 $(AT)/share/man/man1/
	install -m 644 $(BUILD)/man/vi/sathachctl.1 $(AT)/share/man/vi/man1/
	install -m 644 $(BUILD)/completion/sathachctl $(AT)/$(COMPLETION)/
	install -d -m 755 $(AT)/share/doc/sathach
	install -m 644 $(BUILD)/guide/huong-dan.pdf $(BUILD)/guide/ngay-thi.pdf $(AT)/share/doc/sathach/
	@cd questionbanks && find . -type d -exec install -d -m 755 $(abspath $(AT))/share/sathach/questionbanks/{} \;
	@cd questionbanks && find . -type f -exec install -m 644 {} $(abspath $(AT))/share/sathach/questionbanks/{} \;
uninstall:
	rm -f $(AT)/bin/sathach $(AT)/bin/sathachctl $(AT)/share/locale/vi/LC_MESSAGES/sathach.mo
	rm -f $(AT)/share/man/man1/sathach.1 $(AT)/share/man/man1/sathachctl.1
	rm -f $(AT)/share/man/vi/man1/sathach.1 $(AT)/share/man/vi/man1/sathachctl.1
	rm -f $(AT)/$(COMPLETION)/sathach $(AT)/$(COMPLETION)/sathachctl
	rm -rf $(AT)/share/sathach $(AT)/share/doc/sathach

clean:
	rm -rf build demo

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
