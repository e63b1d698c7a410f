"""One module a peer: `violations(records, into)` returns how often each rule is broken; `KEEPS_ROWS` says whether the
rows that broke one are kept, which are then written into the folder `into`."""
