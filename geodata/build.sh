#!/usr/bin/env bash
# Makes central-asia.gpkg anew from packages of the distribution and of npm; the same packages give the same features.
# Needs: gmt and gmt-gshhg-full installed (gmt coast reads GSHHG only from where they install it), GDAL with its Python.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${1:-$here/../build/geodata}
"$here/fetch.sh" "$cache"
/usr/bin/python3 "$here/build.py" "$cache" "$here/../assets/facts" "$here/central-asia.gpkg"
