"""A translation memory and terminology toolkit for English, Azerbaijani and Russian."""

__version__ = "0.1.0"
