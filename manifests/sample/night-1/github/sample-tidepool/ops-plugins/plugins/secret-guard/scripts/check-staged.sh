#!/bin/sh
# Looks for private keys in what is about to be committed.
git diff --cached | grep -q 'BEGIN .*PRIVATE KEY' && { echo "A private key is staged." >&2; exit 2; }
exit 0
