"""MinHash by text-dedup, 14 bands of 8, 5 words: text_dedup_minhash.py FOLDER OUT PROCESSES"""
import os
import shutil
import subprocess
import sys

source, out, processes = sys.argv[1:]
shutil.rmtree(out, ignore_errors=True)
cache = out + ".cache"
# What it has computed before it would not compute again.
shutil.rmtree(cache, ignore_errors=True)
subprocess.run(
    [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--split", "train", "--column", "text", "--cache_dir",
     cache, "--output", out, "--num_perm", "112", "--b", "14", "--r", "8", "--ngram", "5", "--min_length", "5",
     "--num_proc", processes, "--data_files", source + "/*.jsonl"],
    check=True, env=dict(os.environ, HF_DATASETS_CACHE=cache, HF_HOME=cache))
