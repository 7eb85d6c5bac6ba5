#!/bin/sh
# Prints house-style warnings for the Markdown files of the last change.
git diff --name-only HEAD -- '*.md' | xargs -r grep -nE 'utilize|leverage|in order to' || true
