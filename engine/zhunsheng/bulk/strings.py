"""Texts of the model as columns of Arrow."""

import pyarrow as pa

from zhunsheng.model.places import Texts


def strings(texts: Texts) -> pa.Array:
    """Return texts as strings; nothing is copied."""
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(texts.bounds), pa.py_buffer(texts.data))
