"""The step definitions that all features share. Importing this package registers them."""

from zhunsheng.prove.steps import conclusions, given, limits, places, then, when

__all__ = ["conclusions", "given", "limits", "places", "then", "when"]
