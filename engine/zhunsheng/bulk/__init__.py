"""A bulk run on disk and at work: the data set that it writes, its journal, and the engines that carry its parts."""
