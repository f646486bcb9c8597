"""A simulated board: the reference for what devices do (device.py, for tests and
for programs on a desk), and the machine of firmware under CPython (firmware.py)."""
