"""What tests of packbeam share."""
from cross import packbeam


def typist(capsys):
    """A function that types packbeam's words: (status, standard output, standard
    error)."""
    def type_(*words):
        status = packbeam.main(['packbeam'] + [str(w) for w in words])
        out, err = capsys.readouterr()
        return status, out, err
    return type_
