#!/bin/sh
# install_oracles.sh REQUIREMENTS FOLDER: a virtual environment with the pinned peers.
# Without PyPI it says so and succeeds: the tests that need a peer skip.
set -eu
python3 -m venv "$2"
"$2/bin/pip" install --quiet --disable-pip-version-check -r "$1" ||
    echo "The peers could not be installed; tests that compare with them will skip." >&2
