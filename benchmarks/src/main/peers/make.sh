#!/bin/sh
# Makes the folder of the peers: make.sh JAVAC ACTIVATION_SOURCES FOLDER
set -eu
here=$(dirname "$0")
mkdir -p "$3"
cp "$here"/*.config "$here"/*.policy "$3"/
rm -rf "$3/activation" "$3/source"
mkdir -p "$3/activation" "$3/source/java/rmi/activation"
for file in "$2"/*.java; do
  case $file in
    */package-info.java) ;;
    *) sed 's/org\.gridspace\.river\.activation/java.rmi.activation/' "$file" > "$3/source/java/rmi/activation/$(basename "$file")" ;;
  esac
done
"$1" -nowarn --patch-module "java.rmi=$3/source" -d "$3/activation" "$3"/source/java/rmi/activation/*.java
rm -rf "$3/source"
