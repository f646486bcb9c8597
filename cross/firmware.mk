# Written for by cross/firmware.py: compiles one board.  The files BOARD.mk,
# slots.c (the table) and link.ld lie in the folder that make runs in.
#
#   C        the exported sources (build/board)    RUNTIME  cross/runtime
#   PREFIX ARCH FLAGS MACROS OPTIMIZE LIBS LINK_FLAGS LINK BOARD_SOURCES OUT: of the board

include board.mk
include $(C)/sources.mk

CC := $(PREFIX)gcc
NAMES := $(SOURCES) runtime.c $(BOARD_SOURCES) $(TABLE)
OBJECTS := $(addprefix o/,$(addsuffix .o,$(basename $(notdir $(NAMES)))))
HEADERS := $(wildcard $(RUNTIME)/*.h $(RUNTIME)/src/*.h) board.mk

# RPython counts on -fwrapv and -fno-strict-aliasing.
ALL_CFLAGS := $(ARCH) $(OPTIMIZE) -std=gnu11 -ffunction-sections -fdata-sections \
	-fno-strict-aliasing -fwrapv -fomit-frame-pointer -Wall -Wno-unused \
	-Wno-address -Wno-incompatible-pointer-types $(FLAGS)
ALL_CPPFLAGS := -I$(RUNTIME) -I$(C) -include $(RUNTIME)/prefix.h $(MACROS)

vpath %.c $(C) $(C)/src $(RUNTIME) .
vpath %.S $(RUNTIME)

$(OUT): $(OBJECTS) $(LINK) $(wildcard $(RUNTIME)/*.ld)
	$(CC) $(ALL_CFLAGS) -Wl,--gc-sections -Wl,-Map=firmware.map \
		$(LINK_FLAGS) -L$(RUNTIME) -L$(C) -o $@ $(OBJECTS) $(LIBS)

# all but the program: cross/espidf.py
.PHONY: objects
objects: $(OBJECTS)

o/%.o: %.c $(HEADERS) | o
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<
o/%.o: %.S $(HEADERS) | o
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<
o:
	mkdir -p $@
