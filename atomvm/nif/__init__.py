"""Natives of devices: thin, over hal.api."""
