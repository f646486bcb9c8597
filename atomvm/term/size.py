"""How many words OTP's heap would need for a term (64-bit): size_object() of
erts/emulator/beam/copy.c."""
from atomvm.term.binary import W_Bits
from atomvm.term.cons import W_Cons
from atomvm.term.effort import FEW, spend
from atomvm.term.fun import W_Fun, W_ExportFun
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Big, W_Float, W_Int
from atomvm.term.pid import W_Ref
from atomvm.term.tuple import W_Tuple

HEAP_BINARY = 64        # bytes of the largest binary that is on the heap
FLAT_MAP = 32


def _bits_words(w_bits):
    size = w_bits.nbits >> 3
    if size > HEAP_BINARY:
        words = 6
    else:
        words = 2 + (size + 7) // 8
    if w_bits.nbits & 7 != 0:
        if size <= HEAP_BINARY:
            words = 6
        words += 5
    return words


def _map_words(w_map):
    """Words of the map without what its keys and values refer to."""
    size = w_map.size()
    if size <= FLAT_MAP:
        if size == 0:
            return 3
        return 4 + 2 * size
    # A cons cell for each pair and nodes of 16 that are on average half full.
    return 2 * size + size * 17 // 10 + 2


def _own_words(w_term, todo):
    """Words of w_term itself; puts what it refers to on todo."""
    if isinstance(w_term, W_Tuple):
        arity = w_term.arity()
        if arity == 0:          # there is one {} for all
            return 0
        for i in range(arity):
            todo.append(w_term.get(i))
        return arity + 1
    if isinstance(w_term, W_Map):
        keys, values = w_term.items()
        for i in range(len(keys)):
            todo.append(keys[i])
            todo.append(values[i])
        return _map_words(w_term)
    if isinstance(w_term, W_Float):
        return 2
    if isinstance(w_term, W_Bits):
        return _bits_words(w_term)
    if isinstance(w_term, W_Big):
        return 1 + (w_term.num.bit_length() + 63) // 64
    if isinstance(w_term, W_Ref):
        return 3
    if isinstance(w_term, W_Fun):
        for w_free in w_term.free:
            todo.append(w_free)
        return 5 + len(w_term.free)
    if isinstance(w_term, W_ExportFun):
        return 5
    return 0


def term_words(w_term):
    """Words of the whole term; shared parts count each time they are met."""
    words = 0
    todo = [w_term]
    while len(todo) > 0:
        w_next = todo.pop()
        while isinstance(w_next, W_Cons):
            words += 2
            w_head = w_next.head()
            if not isinstance(w_head, W_Int):
                todo.append(w_head)
            w_next = w_next.tl
        words += _own_words(w_next, todo)
    spend(words >> FEW)
    return words


def walked_words(todo, most):
    """Words of all terms of todo (a list, which is emptied); what is met again
    does not count.  A few more than most is where it ends."""
    words = 0
    seen = {}
    while len(todo) > 0 and words <= most:
        w_term = todo.pop()
        cells = 0
        while isinstance(w_term, W_Cons) and w_term not in seen:
            seen[w_term] = True
            cells += 1
            w_head = w_term.head()
            if not isinstance(w_head, W_Int):
                todo.append(w_head)
            w_term = w_term.tl
        words += 2 * cells
        if isinstance(w_term, W_Cons):
            continue
        if isinstance(w_term, W_Tuple) or isinstance(w_term, W_Map) or \
                isinstance(w_term, W_Fun):
            if w_term in seen:
                continue
            seen[w_term] = True
        words += _own_words(w_term, todo)
    spend(words >> FEW)
    return words
