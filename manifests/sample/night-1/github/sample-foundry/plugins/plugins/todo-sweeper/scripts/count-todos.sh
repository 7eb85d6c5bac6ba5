#!/bin/sh
git diff HEAD | grep -cE '^\+.*(TODO|FIXME)' > .todo-count || true
