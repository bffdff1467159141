"""What a text is: when two are the same, what its words are, which numbers stand in it. Works on strings only."""
