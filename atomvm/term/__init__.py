"""The term model: atoms, numbers, lists, tuples, maps, bit strings, funs, pids, references."""
