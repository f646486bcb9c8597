"""Processes: mailboxes, signals, scheduler, timers, registry, code server."""
