"""What the institution calls things: reading the glossary, finding its terms in text, checking the glossary itself."""
