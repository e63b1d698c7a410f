"""Where things of this repository lie."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
PLAN = RULES / "jianghai-urbanization-14fyp"
EXAMPLES = ROOT / "examples" / "jianghai-urbanization-14fyp"
BULK = ROOT / "examples" / "bulk"
