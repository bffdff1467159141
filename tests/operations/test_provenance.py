"""What `tm build` notes about the published text: `tm.operations.provenance`."""

from tm.operations.provenance import Provenance, rated, read

NOTE = "tm: aligned 0.62, az.md:14, 5d41402a"
WRAPPED = ("Keep the name.", "tm: aligned 0.62, az.md:14,", "5d41402a", "From the web form.")


def test_a_note_is_read_among_other_comments():
    assert read(("tm: heading", NOTE, "Keep the name.")) == Provenance(0.62, "az.md:14", "5d41402a")


def test_a_wrapped_note_is_read_as_a_whole():
    assert read(WRAPPED) == Provenance(0.62, "az.md:14", "5d41402a")


def test_a_wrapped_note_is_replaced_as_a_whole():
    assert rated(WRAPPED, 1.0) == ("Keep the name.", "tm: aligned 1.00, az.md:14, 5d41402a", "From the web form.")


def test_a_note_that_says_so_already_stays_as_it_is_written():
    assert rated(WRAPPED, 0.62) == WRAPPED
