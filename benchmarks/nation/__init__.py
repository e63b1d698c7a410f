"""Synthetic nations (虚构的全国): rules of every shape, places, and figures of which every verdict is known."""
