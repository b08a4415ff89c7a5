"""Small tokenizers and what the reference library makes of a few texts, and Parquet files of every kind that is read.

pip install tokenizers pyarrow
python test/reference/make_tokenizers.py
"""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

ROOT = Path(__file__).parent.parent
TEXTS = sorted((ROOT.parent / "examples/sample/text").glob("*.md"))
FIXTURES = ROOT / "fixtures"
CASES = [
    "Call me Ishmael.",
    "line one\nline two\n\n  indented, and  two spaces\n",
    "café – naïve “quotes” 漢字 🙂\n",
    "tabs\tand trailing spaces   ",
    "1851, it's",
]


def byte_level() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=["<|endoftext|>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train([str(path) for path in TEXTS], trainer)
    return tokenizer


def byte_fallback() -> Tokenizer:
    special = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    trainer = trainers.BpeTrainer(vocab_size=500, special_tokens=special, limit_alphabet=80)
    # Words are cut for the training alone: the model itself reads whole documents, as Llama 2's does.
    tokenizer.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    tokenizer.train([str(path) for path in TEXTS], trainer)
    tokenizer.pre_tokenizer = None
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    written = json.loads(tokenizer.to_str())
    written["added_tokens"] = [token for token in written["added_tokens"] if not token["content"].startswith("<0x")]
    return Tokenizer.from_str(json.dumps(written))


def word_piece() -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(vocab_size=400, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    tokenizer.train([str(path) for path in TEXTS], trainer)
    return tokenizer


def main() -> None:
    expected = {}
    for name, make in {"byte-level": byte_level, "byte-fallback": byte_fallback, "word-piece": word_piece}.items():
        tokenizer = make()
        path = FIXTURES / "tokenizers" / f"{name}.json"
        path.write_text(json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":")) + "\n")
        encodings = [tokenizer.encode(text, add_special_tokens=False).ids for text in CASES]
        expected[name] = [
            {"text": text, "tokens": ids, "decoded": tokenizer.decode(ids, skip_special_tokens=False)} for text, ids in zip(CASES, encodings)
        ]
    (FIXTURES / "tokenizers" / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")

    rows = [f"Document {number}.\nIt has two lines — 漢字." for number in range(40)]
    table = pa.table({"id": list(range(40)), "text": rows})
    for compression in ["none", "snappy", "gzip", "brotli", "zstd"]:
        pq.write_table(table, FIXTURES / "data" / f"{compression}.parquet", compression=compression, row_group_size=16)
    pq.write_table(pa.table({"content": rows[:2]}), FIXTURES / "data" / "no-text-column.parquet")
    pq.write_table(pa.table({"text": [1, 2]}), FIXTURES / "data" / "numbers.parquet")


if __name__ == "__main__":
    main()
