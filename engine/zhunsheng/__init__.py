"""准绳 (zhunsheng): hold submitted figures against what a plan promised."""

__version__ = "0.1.0"
