"""All benchmarks: `make bench`, or `make bench DATA=folder` for the quality tables on gold sets of your own.

The folder holds `segmentation/*.jsonl`, `alignment/*.jsonl` and `terms/*.tsv` in the shapes that the benchmark modules
describe. Every table has the other tools beside us in the same run; a tool that is not installed has no row.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WITHOUT_DATA = ("bench_terms.py", "bench_terminology.py", "bench_lint.py", "bench_lookup.py", "bench_import.py")
WITH_DATA = ("bench_terms.py", "bench_segmentation.py", "bench_alignment.py")


def main() -> int:
    """Run each benchmark in a process of its own, so that none warms another's caches."""
    data = sys.argv[1:2]
    failed = 0
    for name in WITH_DATA if data else WITHOUT_DATA:
        print(f"\n== {name.removesuffix('.py')}", flush=True)
        failed |= subprocess.run([sys.executable, HERE / name, *data], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
