"""The .beam file format: chunks, opcode table, verifier, decoder to the run-time form."""
