#!/bin/sh
# build_kenlm.sh FOLDER: KenLM's build_binary out of the source archive on PyPI. Needs cmake, a C++ compiler and Debian's
# libboost-{program-options,thread,system,test}-dev libeigen3-dev liblzma-dev.
set -eu
mkdir -p "$1"
python3 -m pip download --quiet --no-deps --dest "$1" kenlm==0.3.0
tar xf "$1/kenlm-0.3.0.tar.gz" -C "$1"
cmake -S "$1/kenlm-0.3.0" -B "$1/build" -DCMAKE_BUILD_TYPE=Release >"$1/log"
make -C "$1/build" -j2 build_binary >>"$1/log"
