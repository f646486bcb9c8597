"""The execution core: dispatch, handlers by family, JIT driver."""
