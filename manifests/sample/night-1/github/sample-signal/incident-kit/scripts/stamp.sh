#!/bin/sh
# Adds the UTC time to the running incident log, if there is one.
[ -f incidents/current/log.md ] && date -u '+%H:%M prompt' >> incidents/current/log.md
exit 0
