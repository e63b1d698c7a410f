"""`python -m zhunsheng.prove.scaffold RULES_DIR PLAN_ID [RULE_ID…] --out DIR [--force]`: write features."""

import argparse
import sys
from pathlib import Path

from zhunsheng import compile as compiling  # the only place here that knows a stage: it is a program, not a part
from zhunsheng.prove.scaffold import feature_of


def main() -> int:
    """Write the features asked for that are not there yet. Returns 1 where a rule needs a hand-written one."""
    parser = argparse.ArgumentParser(prog="python -m zhunsheng.prove.scaffold")
    parser.add_argument("rules", type=Path, help="folder of plans")
    parser.add_argument("plan", help="name of the plan's folder")
    parser.add_argument("ids", nargs="*", metavar="RULE_ID", help="default: every rule")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--force", action="store_true", help="overwrite")
    asked = parser.parse_args()
    loaded = compiling.load(asked.rules / asked.plan)
    if loaded.catalogue is None:
        sys.stderr.write("".join(f"{problem.at} {problem.message.zh}\n" for problem in loaded.problems))
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for rule_id in asked.ids or loaded.catalogue.rules:
        path = asked.out / f"{rule_id}.feature"
        if path.exists() and not asked.force:
            continue
        try:
            path.write_text(feature_of(loaded.catalogue, rule_id), encoding="utf-8")
        except (KeyError, ValueError) as error:
            failed += 1
            sys.stderr.write(f"{rule_id}: {error}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
