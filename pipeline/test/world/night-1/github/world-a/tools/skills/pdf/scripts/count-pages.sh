#!/bin/sh
# Counts the pages of a PDF: count-pages.sh FILE
grep -a -c "/Type */Page[^s]" "$1"
