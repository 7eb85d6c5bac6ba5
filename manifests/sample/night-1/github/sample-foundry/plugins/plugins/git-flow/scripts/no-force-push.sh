#!/bin/sh
# Stops force pushes to shared branches.
if grep -qE 'push .*(--force|-f)( |$).*(main|release)' -; then
  echo "Force push to a shared branch refused." >&2
  exit 2
fi
