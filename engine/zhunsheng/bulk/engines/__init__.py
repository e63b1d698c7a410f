"""Who carries the parts of a run: this process and its helpers, or Dask. Engines only hand out what is independent."""
