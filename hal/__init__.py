"""The hardware under the VM.  api.py says what there is to be had of it; the
other modules are back ends, of which targetatomvm.py picks one."""
