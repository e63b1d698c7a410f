"""The step definitions that all features share, and the words that they are written in."""
