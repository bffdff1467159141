"""Import of a TMX file: megabytes a second and peak memory, beside translate-toolkit reading the same file.

Usage: `python tests/benchmarks/bench_import.py [MEGABYTES | FILE.tmx]` (20 by default). Each program runs in a process
of its own. `tm` stores and indexes what it reads, helped by a second process; translate-toolkit keeps it in memory, and
both texts of every unit are asked for once. The peak is that of the largest process.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en"/><body>\n'
OURS = "from tm.cli import main; main()"
PEER = """
import sys
from translate.storage import factory
print(sum(1 for unit in factory.getobject(sys.argv[1]).units if unit.source and unit.target))
"""
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er", "is")]


def write(path, megabytes):
    """Write a made TMX file of about this size."""
    rng = random.Random(11)  # noqa: S311 - a benchmark, not a secret
    words = list({"".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(60_000)})
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        while file.tell() < megabytes * 1e6:
            source, target = (" ".join(rng.choices(words, k=rng.randint(4, 30))) for _ in range(2))
            sides = (("en", source), ("az", target))
            tuvs = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in sides)
            file.write(f"<tu>{tuvs}</tu>\n")
        file.write("</body></tmx>\n")


def measured(name, words, *, size, cwd):
    """Run a program and print a row: how fast, how much memory, how much of a processor."""
    start = time.perf_counter()
    process = subprocess.Popen(words, cwd=cwd, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    assert status == 0, f"{name} failed"
    busy = usage.ru_utime + usage.ru_stime
    print(
        f"{name:<18} {took:7.1f} s  {size / took / 1e6:6.1f} MB/s   {busy:7.1f} s of processor  "
        f"{size / busy / 1e6:6.1f} MB/s   peak {usage.ru_maxrss / 1024:6.0f} MB"
    )


def main():
    given = sys.argv[1] if len(sys.argv) > 1 else "20"
    with tempfile.TemporaryDirectory() as home:
        path = Path(given).resolve() if given.endswith(".tmx") else Path(home) / "made.tmx"
        if not given.endswith(".tmx"):
            write(path, float(given))
        size = path.stat().st_size
        print(f"{size / 1e6:.0f} MB")
        subprocess.run([sys.executable, "-c", OURS, "init"], cwd=home, check=True, stdout=subprocess.DEVNULL)
        measured("tm", [sys.executable, "-c", OURS, "import", str(path)], size=size, cwd=home)
        stored = sum(file.stat().st_size for file in (Path(home) / ".tm").rglob("*") if file.is_file())
        print(f"{'':<18} {stored / 1e6:.0f} MB on disk")
        measured("translate-toolkit", [sys.executable, "-c", PEER, str(path)], size=size, cwd=home)


if __name__ == "__main__":
    main()
