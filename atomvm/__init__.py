"""The virtual machine, in RPython; it knows no chip (see README.md for the source map)."""
