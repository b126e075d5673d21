"""Makes the files of `plandiff.cutting.mapped` from jieba's dictionary and jieba-rs' model.

    python bench/make_dictionary.py DICT.TXT HMM.MODEL [--folder FOLDER]

`DICT.TXT` is `jieba/dict.txt` of the package jieba 0.42, `HMM.MODEL` is `jieba-macros/src/hmm.model` of jieba-rs. The tests hold the cuts
against rjieba's, which has both built in.
"""

from __future__ import annotations

import argparse
import struct
from array import array
from pathlib import Path

from marisa_trie import Trie

from plandiff.cutting.mapped import COUNTS, EMISSIONS, FOLDER, LONGEST, TOTAL, WORDS

NEVER = -3.14e100


def read_words(dictionary: Path) -> dict[str, int]:
    """Word -> how often it was counted."""
    return {word: int(count) for word, count, *_ in map(str.split, dictionary.read_text(encoding="utf-8").splitlines())}


def read_emissions(model: Path) -> dict[str, list[float]]:
    """Character -> the logarithms of the probabilities of its states, in the model's order."""
    lines = [line for line in model.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found: dict[str, list[float]] = {}
    for state, line in enumerate(lines[-4:]):
        for entry in line.split(","):
            character, _, value = entry.rpartition(":")
            found.setdefault(character, [NEVER] * 4)[state] = float(value)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    words = read_words(options.dictionary)
    if (max(map(len, words)), sum(words.values())) != (LONGEST, TOTAL):
        parser.error("not the dictionary that plandiff.cutting.mapped knows")
    options.folder.mkdir(exist_ok=True)
    trie = Trie(words)
    trie.save(str(options.folder / WORDS.name))
    counts = array("I", bytes(4 * len(words)))
    for word, count in words.items():
        counts[trie[word]] = count
    (options.folder / COUNTS.name).write_bytes(counts.tobytes())
    emissions = sorted(read_emissions(options.model).items())
    packed = b"".join(struct.pack("<q4d", ord(character), *values) for character, values in emissions)
    (options.folder / EMISSIONS.name).write_bytes(packed)


if __name__ == "__main__":
    main()
