"""One command each: from parsed arguments to a use case, and from its result to an exit code."""
