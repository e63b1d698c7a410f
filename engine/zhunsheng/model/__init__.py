"""Plain frozen data: the only thing that stages share."""
