"""The cases: each offers `lines(asked, folder)`, which measures its subjects one after the other, a line each."""
