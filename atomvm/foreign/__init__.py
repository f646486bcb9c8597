"""C libraries of hosts, as RPython sees them: bytes and numbers, no terms."""
