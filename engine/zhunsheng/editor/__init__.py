"""The language server: what an author sees while typing. It knows texts and tables of keys, and is told what is wrong.

`server` alone imports pygls; everything else works on plain text, and answers while a file is only half typed.
"""
