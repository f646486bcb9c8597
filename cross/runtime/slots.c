/* The table of slots, for the VM. */
#include "board.h"

int avm_slot_count(void)
{
    return avm_n_slots;
}

const char *avm_slot_name(int n)
{
    return avm_slots[n].name;
}

const char *avm_slot_address(int n)
{
    return avm_slots[n].address;
}

int avm_slot_size(int n)
{
    return avm_slots[n].size;
}
