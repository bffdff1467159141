"""What is done with PO files as a whole, in a workspace or outside of one: update, merge, accept, count, clean.

Each operation returns values; `rewriting.write` puts them on the disk, and refuses where a file has changed meanwhile.
"""
