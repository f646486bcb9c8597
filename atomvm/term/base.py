"""The root of all terms and the order of their kinds.

Term order: number < atom < reference < fun < port < pid < tuple < map < nil <
list < bit string (OTP: Efficiency Guide; erts/emulator/beam/utils.c,
erts_cmp_compound).
"""

# Ranks of the kinds of terms in Erlang's term order.
(RANK_NUMBER, RANK_ATOM, RANK_REF, RANK_FUN, RANK_PORT, RANK_PID, RANK_TUPLE,
 RANK_MAP, RANK_NIL, RANK_LIST, RANK_BITS, RANK_INTERNAL) = range(12)


class W_Term(object):
    """Any Erlang term.  Terms are immutable but for what OTP's own opcodes
    write (set_tuple_element, match contexts)."""
    _attrs_ = ()
    __slots__ = ()

    def rank(self):
        """Place of this kind of term in the term order (RANK_...)."""
        return RANK_INTERNAL
