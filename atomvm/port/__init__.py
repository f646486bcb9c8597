"""Drivers of ports, on hosts: programs and file descriptors."""
