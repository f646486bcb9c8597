"""Telling who asked of the collections for a process."""
from atomvm.proc import sysmonitor, tracing
from atomvm.proc.heap import gc_info, held_words
from atomvm.term.atom import host_atom

W_MAJOR_START = host_atom('gc_major_start')
W_MAJOR_END = host_atom('gc_major_end')
W_MINOR_START = host_atom('gc_minor_start')
W_MINOR_END = host_atom('gc_minor_end')


def tell_collected(process, ns, is_minor):
    """There has been a collection for process, in ns nanoseconds."""
    if process.settings.tracing is not None:
        tracing.collected(process, W_MINOR_START if is_minor else W_MAJOR_START,
                          W_MINOR_END if is_minor else W_MAJOR_END,
                          gc_info(process))
    if sysmonitor.watches_collections():
        sysmonitor.has_collected(process, ns, held_words(process),
                                 gc_info(process))
