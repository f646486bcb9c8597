/* Xtensa LX106 (call0 ABI, no register windows, no MMU): vectors, start-up. */

/* QEMU's "sim" starts at the core's reset vector, not at the ELF's entry. */
    .section .reset, "ax"
    .align 4
    j       1f
    .align 4
2:  .word   _start
1:  l32r    a0, 2b
    jx      a0

    .section .vectors, "ax"
    .align 16
    .global _vectors
_vectors:
    .org 0x10               /* debug */
    j       exception
    .org 0x20               /* NMI */
    j       exception
    .org 0x30               /* kernel exception */
    j       exception
    .org 0x50               /* user exception */
    j       exception
    .org 0x70               /* double exception */
    j       exception

    .section .iram, "ax"
    .align 4
    .literal_position
exception:
    mov     a4, a1
    movi    a1, __stack_top
    rsr.exccause a2
    rsr.epc1 a3
    movi    a0, avm_fault
    jx      a0

    .section .text.start, "ax"
    .align 4
    .literal_position
    .global _start
_start:
    movi    a0, 0
    movi    a1, __stack_top
    movi    a2, _vectors
    wsr.vecbase a2
    movi    a2, 0x20            /* PS: user mode, no interrupt masked */
    wsr.ps  a2
    rsync
    movi    a2, __bss_start
    movi    a3, __bss_end
    bgeu    a2, a3, 3f
2:  s32i    a0, a2, 0
    addi    a2, a2, 4
    bltu    a2, a3, 2b
3:  movi    a0, avm_start
    jx      a0

/* int avm_simcall(int number, int a, int b, int c) */
    .section .text.avm_simcall, "ax"
    .align 4
    .global avm_simcall
avm_simcall:
    simcall
    ret
