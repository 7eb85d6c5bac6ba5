#!/usr/bin/env bash
# A stand-in for gh. It keeps under $REHEARSAL: releases/TAG (public) and releases/TAG.draft, when/TAG, issues/N,
# artifacts/ID, runs/ID; by GitHub's rules: only a draft takes files, a public tag is for good, an asset is below 2 GiB.
set -euo pipefail
shopt -s nullglob
verbs="$1 ${2:-}"
shift 2
here=$REHEARSAL
echo "$verbs $*" >>"$here/calls"
if [ -n "${GH_DOWN:-}" ]; then echo "gh: GitHub does not answer" >&2 && exit 1; fi
words=()
title=
body=
json=
jq=
pattern='*'
to=.
draft=
state=open
while [ $# -gt 0 ]; do
    case $1 in
        --title) title=$2 && shift ;;
        --body-file | --notes-file) body=$2 && shift ;;
        -f | -F | --env | --comment | --target | --limit | --label | --color | --description | --method | --workflow | --status) shift ;;
        --json) json=$2 && shift ;;
        --jq) jq=$2 && shift ;;
        --pattern) pattern=$2 && shift ;;
        --dir) to=$2 && shift ;;
        --state) state=$2 && shift ;;
        --draft) draft=true ;;
        --draft=false) draft=false ;;
        --latest | --yes | --force | --silent) ;;
        --*) echo "gh: unknown flag $1" >&2 && exit 1 ;;
        *) words+=("$1") ;;
    esac
    shift
done
tag=${words[0]:-}
home=$here/releases/$tag
case $verbs in
    "release list")
        list=
        for each in "$here"/releases/*/; do
            name=${each%/}
            name=${name##*/}
            is=false
            if [[ $name == *.draft ]]; then is=true && name=${name%.draft}; fi
            when=
            if [ -f "$here/when/$name" ]; then when=$(<"$here/when/$name"); fi
            if [ -z "$jq" ]; then
                list+="${list:+,}{\"tagName\":\"$name\",\"isDraft\":$is,\"publishedAt\":\"$when\"}"
            elif [[ $jq == *publishedAt* ]]; then
                if [ "$is" = false ]; then echo "$name $when"; fi
            else
                echo "$name $is"
            fi
        done
        if [ -z "$jq" ]; then echo "[$list]"; fi
        ;;
    "release create")
        if [ "$draft" != true ]; then echo "gh: a release begins as a draft" >&2 && exit 1; fi
        if [ -e "$home" ] || [ -e "$home.draft" ]; then echo "gh: $tag exists" >&2 && exit 1; fi
        if [ "${#words[@]}" -gt 1001 ]; then echo "gh: more than 1000 assets" >&2 && exit 1; fi
        mkdir -p "$home.draft"
        for file in "${words[@]:1}"; do
            if [ "$(wc -c <"$file")" -ge 2147483648 ]; then echo "gh: $file has 2 GiB or more" >&2 && exit 1; fi
            cp "$file" "$home.draft/"
            if [ -n "${CUT_SHORT:-}" ]; then echo "gh: the line went dead" >&2 && exit 1; fi
        done
        ;;
    "release upload")
        if [ ! -e "$home.draft" ]; then echo "gh: only a draft takes files" >&2 && exit 1; fi
        for file in "${words[@]:1}"; do cp "$file" "$home.draft/"; done
        ;;
    "release view")
        if [ -e "$home.draft" ]; then home=$home.draft; fi
        for file in "$home"/*; do echo "${file##*/} $(($(wc -c <"$file")))"; done
        ;;
    "release edit")
        if [ "$draft" != false ]; then echo "gh: $tag is not to be changed" >&2 && exit 1; fi
        mv "$home.draft" "$home"
        date -u +%Y-%m-%dT%H:%M:%SZ >"$here/when/$tag"
        ;;
    "release delete")
        if [ ! -e "$home.draft" ]; then echo "gh: $tag is public, and for good" >&2 && exit 1; fi
        rm -r "$home.draft"
        ;;
    "release download")
        if [ ! -e "$home" ]; then echo "gh: release not found" >&2 && exit 1; fi
        mkdir -p "$to"
        # shellcheck disable=SC2231  # a pattern
        for file in "$home"/$pattern; do cp "$file" "$to/"; done
        ;;
    "run list")
        list=
        for each in "$here"/runs/*; do list+="${list:+,}$(<"$each")"; done
        if [ -z "$jq" ]; then
            echo "[$list]"
        else
            for each in "$here"/runs/*; do echo "${each##*/}"; done | sort -rn
        fi
        ;;
    "run download")
        found=1
        for each in "$here"/artifacts/*/; do
            name=$(<"$each/name")
            # shellcheck disable=SC2053  # a pattern
            if [ "$(<"$each/run")" = "$tag" ] && [[ $name == $pattern ]]; then
                mkdir -p "$to"
                cp -a "$each/files" "$to/$name"
                found=0
            fi
        done
        exit "$found"
        ;;
    "issue list")
        list=
        for each in "$here"/issues/*/; do
            name=${each%/}
            is=$(<"$each/state")
            if [ "$state" != all ] && [ "$is" != "$state" ]; then continue; fi
            if [ -n "$jq" ]; then
                echo "${name##*/} $(<"$each/title")"
            else
                closed=
                if [ -f "$each/closed" ]; then closed=$(<"$each/closed"); fi
                list+="${list:+,}{\"number\":${name##*/},\"title\":\"$(<"$each/title")\",\"state\":\"$is\",\"createdAt\":\"$(<"$each/created")\",\"closedAt\":\"$closed\"}"
            fi
        done
        if [ -z "$jq" ]; then echo "[$list]"; fi
        ;;
    "issue create")
        number=1
        while [ -e "$here/issues/$number" ]; do number=$((number + 1)); done
        mkdir -p "$here/issues/$number"
        echo "$title" >"$here/issues/$number/title"
        echo open >"$here/issues/$number/state"
        date -u +%Y-%m-%dT%H:%M:%SZ >"$here/issues/$number/created"
        cp "$body" "$here/issues/$number/body"
        ;;
    "issue edit") cp "$body" "$here/issues/$tag/body" ;;
    "issue view") head -n 1 "$here/issues/$tag/body" ;;
    "issue close")
        echo closed >"$here/issues/$tag/state"
        date -u +%Y-%m-%dT%H:%M:%SZ >"$here/issues/$tag/closed"
        ;;
    "secret set") mkdir -p "$here/secrets" && cat >"$here/secrets/$tag" ;;
    "secret delete") rm -f "$here/secrets/$tag" ;;
    "label create" | "workflow "* | "api "*) ;;
    *) echo "gh: unknown: $verbs $json" >&2 && exit 1 ;;
esac
