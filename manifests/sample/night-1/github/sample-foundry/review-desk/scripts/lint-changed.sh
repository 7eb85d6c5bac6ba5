#!/bin/sh
# Lint only the files that differ from the last commit.
git diff --name-only --diff-filter=AM HEAD | grep -E '\.(js|ts|py)$' | while read -r file; do
  case "$file" in
    *.py) ruff check "$file" ;;
    *) npx eslint "$file" ;;
  esac
done
