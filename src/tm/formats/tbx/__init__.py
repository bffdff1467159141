"""TBX, the termbase exchange format: concepts to ISO 30042:2008 (`martif`) and ISO 30042:2019 (`tbx`), and back.

Written is TBX-Basic, the dialect every tool knows: version 2, which today's tools read, and version 3 in both its
styles, DCA (categories as attributes) and DCT (categories as elements). Read is any dialect of both, the TBX-Min of
2013 and the XML of MultiTerm, which is built alike.
"""

from tm.formats.tbx.carriage import CARRIAGE
from tm.formats.tbx.read import Reading, read
from tm.formats.tbx.write import DCA, DCT, MARTIF, Edition, serialize

__all__ = ["CARRIAGE", "DCA", "DCT", "MARTIF", "Edition", "Reading", "read", "serialize"]
