#!/usr/bin/env bash
# archive.sh ROOT DIST VERSION OUT: packs what the console's dist folder has into OUT/gridspace-VERSION-linux-x86_64.tar.gz, unpacks
# it elsewhere and sees whether the launcher in it starts.
set -euo pipefail
root=$1 dist=$2 version=$3 out=$4

name=gridspace-$version-linux-x86_64
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

mkdir -p "$stage/$name/bin"
cp "$root/gridspace" "$stage/$name/bin/"
cp -a "$dist/lib" "$dist/codebase" "$dist/peers" "$dist/runtime-image" "$stage/$name/"
mkdir "$stage/$name/policy"
cp "$root"/policy/*.policy "$stage/$name/policy/"
cp "$root/README.md" "$root/LICENSE" "$root/NOTICE" "$stage/$name/"
tar -C "$stage" --owner=0 --group=0 --numeric-owner --sort=name -czf "$out/$name.tar.gz.part" "$name"
mv "$out/$name.tar.gz.part" "$out/$name.tar.gz"

mkdir "$stage/unpacked"
tar -C "$stage/unpacked" -xzf "$out/$name.tar.gz"
(cd / && "$stage/unpacked/$name/bin/gridspace" --version) | grep -q "$version" || {
  echo "$name.tar.gz doesn't start" >&2
  exit 1
}
