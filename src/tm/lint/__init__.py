"""The linter: rules look at one text, or at a text and its translation, and say what is wrong and where.

Rooms: `finding` (what is reported), `rule` (what a rule is given and gives), `rules` (the rules), `engine` (runs them),
`suggest` (what to write instead). Reading files and printing reports happen elsewhere.
"""
