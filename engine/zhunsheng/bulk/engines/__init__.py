"""Who carries the parts of a run: threads of this process, or Dask. Engines only hand out what is independent."""
