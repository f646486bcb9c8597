# A 32-bit program for Linux on x86, with RPython's own C runtime: to run tests
# on what boards get.  A semispace grows from 4 to 512 MB (two of them, and a
# third while they grow).  SSE2, for the x87 unit rounds floats in its own way.
CC := gcc
ARCH := -m32 -msse2 -mfpmath=sse
OPTIMIZE := -O2
DEFINES := -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 \
	-DATOMVM_GC_SPACE=0x400000 -DATOMVM_GC_SPACE_MAX=0x20000000 -DATOMVM_ROOTS=163840
RUNTIME := $(RPYTHON_RUNTIME)
TARGET_LIBRARIES := $(addprefix -l,$(LIBRARIES)) -lm -lrt
