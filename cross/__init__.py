"""Translation: fixes to RPython that are applied from here, never by editing
the installed package, and what 32-bit targets need (rpy32/)."""
