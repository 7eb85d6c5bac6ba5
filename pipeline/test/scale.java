///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import module java.base;

/// scale WORLD TIMES OUT: a world of TIMES copies of WORLD in OUT/world, each with owners, numbers and names of its own,
/// so that nothing is joined or recognised as a copy of another; and OUT/scaled.yaml to run a night over it.
void main(String... args) throws IOException {
    var world = Path.of(args[0]);
    var times = Integer.parseInt(args[1]);
    var out = Path.of(args[2]);
    for (var number = 1; number <= times; number++) {
        copy(world, out.resolve("world"), number);
    }
    registry(world, out.resolve("world"), times);
    var home = Path.of("").toAbsolutePath();
    var config = Files.readString(home.resolve("manifests/sample.yaml"));
    config = config.replaceAll("(?m)^nights:\\R(  - .*\\R)+", "nights: [{ world: world }]\n")
            .replace("[sample/packs]", "[" + home.resolve("manifests/sample/packs") + "]")
            .replaceAll("(?m)^(\\s+repositories: )\\[(.*)]$", "$1[@$2]")
            .replace("sample/keys", home.resolve("manifests/sample/keys").toString());
    var lines = new ArrayList<String>();
    for (var line : config.lines().toList()) {
        var at = line.indexOf("[@");
        if (at < 0) {
            lines.add(line);
            continue;
        }
        var names = line.substring(at + 2, line.length() - 1).split(",\\s*");
        var all = new ArrayList<String>();
        for (var number = 1; number <= times; number++) {
            for (var name : names) {
                all.add(own(name, number));
            }
        }
        lines.add(line.substring(0, at) + "[" + String.join(", ", all) + "]");
    }
    for (var name : List.of("merge", "categories", "score", "safety", "gates")) {
        lines.add(name + ": " + home.resolve("manifests/" + name + ".yaml"));
    }
    Files.write(out.resolve("scaled.yaml"), lines);
}

String own(String text, int number) {
    return number == 1 ? text : text.replaceAll("\\bsample-([a-z]+)", "sample-$1-" + number);
}

void copy(Path world, Path out, int number) throws IOException {
    var github = world.resolve("github");
    try (var files = Files.walk(github)) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
            var target = out.resolve("github").resolve(own(github.relativize(file).toString(), number));
            Files.createDirectories(target.getParent());
            // Latin-1 keeps every byte, whatever the file holds.
            var text = own(Files.readString(file, StandardCharsets.ISO_8859_1), number);
            if (number > 1 && file.toString().endsWith(".json") && github.relativize(file).getNameCount() == 2) {
                text = text.replaceFirst("\"id\": 900", "\"id\": " + (1_000 + number));
            } else if (number > 1 && file.getFileName().toString().matches("(?i).*\\.md")) {
                text = text.replaceFirst("(?m)^description: (?=[A-Za-z])", "description: In garden " + number + ", ");
            }
            Files.writeString(target, text, StandardCharsets.ISO_8859_1);
        }
    }
}

void registry(Path world, Path out, int times) throws IOException {
    Files.createDirectories(out.resolve("mcp-registry"));
    var pages = 0;
    while (Files.exists(world.resolve("mcp-registry/servers-" + (pages + 1) + ".json"))) {
        pages++;
    }
    for (var number = 1; number <= times; number++) {
        for (var page = 1; page <= pages; page++) {
            var index = (number - 1) * pages + page;
            var text = Files.readString(world.resolve("mcp-registry/servers-" + page + ".json"));
            text = own(text, number).replaceAll("\\s*\"nextCursor\": *\"[^\"]*\",?", "");
            if (number > 1) {
                text = text.replaceAll("\"name\": \"([a-z.-]+)/", "\"name\": \"$1-" + number + "/");
            }
            if (index < times * pages) {
                text = text.replace("\"metadata\": {", "\"metadata\": {\"nextCursor\": \"" + (index + 1) + "\", ")
                        .replaceAll(", *}", "}");
            }
            Files.writeString(out.resolve("mcp-registry/servers-" + index + ".json"), text);
        }
    }
}
