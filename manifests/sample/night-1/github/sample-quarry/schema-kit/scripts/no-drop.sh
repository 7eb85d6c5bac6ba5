#!/bin/sh
# Refuses commands that drop or truncate tables.
if grep -qiE 'drop (table|database)|truncate ' -; then
  echo "Dropping tables is not allowed in this session." >&2
  exit 2
fi
