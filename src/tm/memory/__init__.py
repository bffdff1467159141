"""The memory: what was said before, how close it is to what is said now, and where it is kept.

`similarity` scores two texts, `signatures` bounds that score, `index` keeps the signatures, `lookup` ranks what they
let through and `concordance` shows a phrase in its surroundings. `store` says what a backend must answer, `sqlite` is
the embedded one.
"""
