package discovery.edge.bench;

import discovery.edge.search.Library;
import discovery.search.Filters;
import discovery.search.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The three sets of questions with their answers.
///
/// @param answers question -> id -> grade; 0: judged and no answer
/// @param among   ids among which is searched; none: all
record Questions(String set, Map<String, Map<String, Integer>> answers, Set<String> among) {
    private static final Pattern HEADING = Pattern.compile("#{2,4} +(.{3,80})");
    private static final Pattern LINK =
            Pattern.compile("https://github\\.com/([\\w.-]+/[\\w.-]+?)(?:\\.git|/|\\)|#|$)");
    private static final Pattern NOISE = Pattern.compile("<[^>]*>|\\[([^\\]]*)\\]\\([^)]*\\)|[^\\p{L}\\p{N} &+#./-]");
    /// Headings that say nothing of what is below them.
    private static final Pattern IDLE = Pattern.compile("(?i).*\\b(contents?|legend|servers?|clients?|tutorials?|tips|"
            + "community|contribut\\w+|official|other|misc\\w*|frameworks?|resources?|star|what is|license|features?|"
            + "official integrations|getting started|overview|introduction|how to|table|projects?|utilities|tools?)\\b.*");
    private static final int KNOWN = 200;

    /// (a) Headings of lists with the entries that they name. Only lists that the configuration does not name: the
    /// others' headings have become categories.
    static Questions headings(Path corpus, Path configuration, Library library) throws IOException {
        var configured = Files.readString(configuration).toLowerCase(Locale.ROOT);
        return headings(corpus, library, name -> !configured.contains(name));
    }

    /// (a) Headings of all lists, for an index in which no list has filed anything.
    static Questions headings(Path corpus, Library library) throws IOException {
        return headings(corpus, library, name -> true);
    }

    private static Questions headings(Path corpus, Library library, Predicate<String> asked) throws IOException {
        var places = new TreeMap<String, List<String>>();
        library.reader().rows(row -> {
            if (row.content().original().isEmpty() || row.content().original().equals(row.content().id())) {
                places.computeIfAbsent(row.content().place().toLowerCase(Locale.ROOT),
                        first -> new ArrayList<>()).add(row.content().id());
            }
        });
        var answers = new TreeMap<String, Map<String, Integer>>();
        try (var folders = Files.list(corpus.resolve("awesome"))) {
            for (var folder : folders.sorted().toList()) {
                var name = String.valueOf(folder.getFileName()).replace('+', '/').toLowerCase(Locale.ROOT);
                var readme = folder.resolve("README.md");
                if (asked.test(name) && Files.exists(readme)) {
                    read(readme, places, answers);
                }
            }
        }
        // Lists name a twentieth of the index: what they leave out may be as good, so the rest is not searched.
        var among = new TreeSet<String>();
        answers.values().forEach(ids -> among.addAll(ids.keySet()));
        answers.values().removeIf(ids -> ids.size() < 4 || ids.size() > 80);
        return new Questions("a", answers, among);
    }

    private static void read(Path list, Map<String, List<String>> places, Map<String, Map<String, Integer>> answers)
            throws IOException {
        var heading = "";
        for (var line : Files.readAllLines(list)) {
            var found = HEADING.matcher(line);
            if (found.matches()) {
                var text = NOISE.matcher(found.group(1)).replaceAll("$1").replaceAll("\\s+", " ").strip();
                heading = IDLE.matcher(text).matches() || Words.of(text).isEmpty()
                        || text.chars().anyMatch(unit -> unit > 0x2FF) ? "" : text;
            }
            var links = LINK.matcher(line);
            if (!heading.isEmpty() && line.strip().matches("[-*|].*") && links.find()) {
                var ids = places.getOrDefault(links.group(1).toLowerCase(Locale.ROOT), List.of());
                // A place with many entries is a collection: the list does not say which of them it means.
                if (ids.size() <= 2) {
                    var grades = answers.computeIfAbsent(heading, first -> new TreeMap<>());
                    ids.forEach(id -> grades.put(id, 1));
                }
            }
        }
    }

    /// (b) Questions as users ask them, with judgements: `question TAB id TAB grade TAB reason` a line.
    static Questions judged(Path file) throws IOException {
        var answers = new LinkedHashMap<String, Map<String, Integer>>();
        for (var line : Files.readAllLines(file)) {
            var fields = line.split("\t");
            if (fields.length == 4) {
                answers.computeIfAbsent(fields[0], first -> new TreeMap<>()).put(fields[1],
                        Integer.parseInt(fields[2]));
            }
        }
        return new Questions("b", answers, Set.of());
    }

    /// (c) Names of entries with a typing error or two, drawn by a fixed seed; the answer is the entry, and what has the
    /// same name.
    static Questions mistyped(Library library) throws IOException {
        var names = new TreeMap<String, Map<String, Integer>>();
        var allowed = library.words().allowed(Filters.NONE);
        library.reader().rows(row -> {
            var key = Words.key(row.content().name().replaceAll(".*/", ""));
            if (key.matches("[a-z0-9 ]{8,40}") && allowed.test(row.content().slot())) {
                names.computeIfAbsent(key, first -> new TreeMap<>()).put(row.content().id(), 1);
            }
        });
        names.values().removeIf(ids -> ids.size() > 3);
        var random = new Random(7);
        var keys = new ArrayList<>(names.keySet());
        Collections.shuffle(keys, random);
        var answers = new LinkedHashMap<String, Map<String, Integer>>();
        for (var key : keys.subList(0, Math.min(KNOWN, keys.size()))) {
            answers.put(mistype(mistype(key, random), random), Map.copyOf(names.getOrDefault(key, Map.of())));
        }
        return new Questions("c", answers, Set.of());
    }

    /// One letter left out, doubled, exchanged or swapped, never the first of a word.
    private static String mistype(String text, Random random) {
        for (var tries = 0; tries < 50; tries++) {
            var at = 1 + random.nextInt(text.length() - 2);
            if (Character.isLetter(text.charAt(at)) && Character.isLetter(text.charAt(at - 1))
                    && Character.isLetter(text.charAt(at + 1))) {
                var one = text.substring(0, at);
                var rest = text.substring(at + 1);
                return switch (random.nextInt(4)) {
                    case 0 -> one + rest;
                    case 1 -> one + text.charAt(at) + text.charAt(at) + rest;
                    case 2 -> one + (char) ('a' + random.nextInt(26)) + rest;
                    default -> one + rest.charAt(0) + text.charAt(at) + rest.substring(1);
                };
            }
        }
        return text;
    }
}
