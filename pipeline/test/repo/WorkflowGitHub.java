package repo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs commands as GitHub's runner does, with a stand-in for `gh` that keeps releases as folders, `TAG/` or `TAG.draft/`,
/// by GitHub's rules: only a draft takes files, and a public tag is for good.
///
/// @param folder where everything is kept
record WorkflowGitHub(Path folder) {
    /// More than any command takes; so that a test that hangs ends with what it was told.
    private static final int MINUTES = 20;
    private static final String GH = """
            #!/usr/bin/env bash
            set -euo pipefail
            shopt -s nullglob
            [ "$1" = release ]
            verb=$2
            shift 2
            tag=
            if [[ ${1:-} == index-* ]]; then tag=$1 && shift; fi
            files=()
            pattern=*
            to=.
            while [ $# -gt 0 ]; do
                case $1 in
                    --pattern) pattern=$2 && shift ;;
                    --dir) to=$2 && shift ;;
                    --title | --notes-file | --target | --json | --jq | --limit) shift ;;
                    --draft | --draft=false | --latest | --yes) ;;
                    --*) echo "unknown flag $1" >&2 && exit 1 ;;
                    *) files+=("$1") ;;
                esac
                shift
            done
            home=$RELEASES/$tag
            case $verb in
                list)
                    for each in "$RELEASES"/*/; do
                        name=${each%/}
                        name=${name##*/}
                        if [[ $name == *.draft ]]; then echo "${name%.draft} true"; else echo "$name false"; fi
                    done
                    ;;
                create)
                    if [ -e "$home" ] || [ -e "$home.draft" ]; then echo "$tag exists" >&2 && exit 1; fi
                    mkdir -p "$home.draft"
                    for file in "${files[@]}"; do
                        cp "$file" "$home.draft/"
                        if [ -n "${CUT_SHORT:-}" ]; then echo "the line went dead" >&2 && exit 1; fi
                    done
                    ;;
                view) for file in "$home.draft"/*; do echo "${file##*/} $(($(wc -c <"$file")))"; done ;;
                edit) mv "$home.draft" "$home" ;;
                delete) if [ -e "$home.draft" ]; then rm -r "$home.draft"; else rm -r "$home"; fi ;;
                download)
                    mkdir -p "$to"
                    for file in "$home"/$pattern; do cp "$file" "$to/"; done
                    ;;
                *) echo "unknown verb $verb" >&2 && exit 1 ;;
            esac
            """;

    /// @param out what it said to stdout and stderr
    record Outcome(int code, String out, String err) {
        Outcome {
            out = out.strip();
            err = err.strip();
        }
    }

    static WorkflowGitHub in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("releases"));
        var gh = Files.createDirectories(folder.resolve("bin")).resolve("gh");
        Files.writeString(gh, GH);
        Files.setPosixFilePermissions(gh, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new WorkflowGitHub(folder);
    }

    /// Runs one command, in the shell that the workflows ask for.
    ///
    /// @param where its working folder
    /// @param says  variables; nothing else that a runner or a person may have set for the index reaches it
    Outcome run(String command, Path where, Map<String, String> says) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command)
                .directory(where.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(GITHUB|GH|RUNNER|ACTIONS)_.*|SKILL_INDEX_KEYS.*|FIRST"));
        environment.put("RELEASES", folder.resolve("releases").toString());
        environment.put("PATH", folder.resolve("bin") + ":" + environment.getOrDefault("PATH", "/usr/bin:/bin"));
        environment.putAll(says);
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(
                    "after " + MINUTES + " minutes it still runs: " + command + "\n" + Files.readString(err));
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /// The releases, each with its files: `index-1` or `index-1.draft`.
    Map<String, List<String>> releases() throws IOException {
        var releases = new TreeMap<String, List<String>>();
        for (var release : list(folder.resolve("releases"))) {
            releases.put(release, list(folder.resolve("releases").resolve(release)));
        }
        return releases;
    }

    static List<String> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    /// Path → content of all files below a folder but `stage.json`.
    static Map<String, String> contents(Path folder) throws IOException {
        var contents = new HashMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString();
                if (!name.equals("stage.json")) {
                    contents.put(name, java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return contents;
    }
}
