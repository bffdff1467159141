"""Documents in, blocks of text with places out: plain text and Markdown.

`read` takes a file, `parse` a decoded text, `segments` cuts a document into the units that get translated. Aligning and
storing them happens elsewhere.
"""

from tm.documents.blocks import Block, Document, Format, FrontMatter
from tm.documents.parsing import parse
from tm.documents.reading import decode, read
from tm.documents.segmenting import segments

__all__ = ["Block", "Document", "Format", "FrontMatter", "decode", "parse", "read", "segments"]
