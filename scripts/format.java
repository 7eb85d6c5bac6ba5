//JAVA 25+
//DEPS org.eclipse.jdt:org.eclipse.jdt.core:3.47.0
//COMPILE_OPTIONS -encoding UTF-8 -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC

import static org.eclipse.jdt.core.formatter.DefaultCodeFormatterConstants.*;

import module java.base;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.ToolFactory;
import org.eclipse.jdt.core.formatter.CodeFormatter;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.Document;
import org.eclipse.text.edits.ReplaceEdit;
import org.eclipse.text.edits.TextEdit;

/// Formats Java sources by Eclipse's engine, which leaves `//DEPS` lines and compact sources alone.
/// What a person wrapped, grouped or put on one line stays so; comments and text blocks are never touched.
void main(String... args) throws IOException {
    var root = Path.of(System.getenv("SKILL_INDEX_HOME"));
    var check = List.of(args).contains("--check");
    var named = Stream.of(args).filter(arg -> !arg.equals("--check")).map(Path::of).toList();
    if (!named.stream().allMatch(file -> file.toString().endsWith(".java") && Files.exists(file))) {
        System.err.println("usage: scripts/format [--check] [FILE.java …]");
        System.exit(2);
    }
    var different =
            (named.isEmpty() ? sources(root) : named).parallelStream().filter(file -> differs(file, check)).toList();
    different.forEach(file -> IO.println(root.relativize(file.toAbsolutePath().normalize())));
    if (check && !different.isEmpty()) {
        System.err.println("format: " + different.size() + " files are not formatted: run scripts/format.");
        System.exit(1);
    }
}

/// Everything but the fixtures, whose bytes are the test's own business.
List<Path> sources(Path root) throws IOException {
    var found = new ArrayList<Path>();
    for (var folder : List.of("pipeline", "scripts")) {
        try (var files = Files.walk(root.resolve(folder))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(root.resolve("pipeline/test/golden")))
                    .filter(file -> !file.startsWith(root.resolve("pipeline/test/world")))
                    .forEach(found::add);
        }
    }
    Collections.sort(found);
    return found;
}

boolean differs(Path file, boolean check) {
    try {
        var before = Files.readString(file);
        var after = formatted(before, file);
        if (!check && !after.equals(before)) {
            Files.writeString(file, after);
        }
        return !after.equals(before);
    } catch (IOException | BadLocationException e) {
        throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
}

/// The engine is no code for two threads at once.
final ThreadLocal<CodeFormatter> engine = ThreadLocal.withInitial(() -> ToolFactory.createCodeFormatter(settings()));

/// Until nothing changes: a line that one pass wraps may be laid out once more by the next.
String formatted(String source, Path file) throws BadLocationException {
    for (var pass = 0; pass < 4; pass++) {
        var edit = engine.get().format(CodeFormatter.K_COMPILATION_UNIT, source, 0, source.length(), 0, "\n");
        if (edit == null) {
            throw new IllegalStateException(file + ": this is not Java that Eclipse's formatter can read.");
        }
        for (var part : edit.getChildren()) {
            if (glues(part, source)) {
                edit.removeChild(part);
            }
        }
        var document = new Document(source);
        edit.apply(document);
        if (document.get().equals(source)) {
            return source;
        }
        source = document.get();
    }
    throw new IllegalStateException(file + ": the formatter does not come to rest on this file.");
}

/// The engine makes `case Long _,Double _` of `case Long _, Double _`, and `; )` of a loop's head into `;)`.
boolean glues(TextEdit edit, String source) {
    if (!(edit instanceof ReplaceEdit replace && replace.getText().isEmpty() && replace.getOffset() > 0)) {
        return false;
    }
    var next = source.charAt(replace.getExclusiveEnd());
    return switch (source.charAt(replace.getOffset() - 1)) {
        case ',' -> Character.isJavaIdentifierStart(next);
        case ';' -> next == ')' || next == ';';
        default -> false;
    };
}

Map<String, String> settings() {
    var notPreserved =
            Set.of(createAlignmentValue(false, WRAP_NO_SPLIT), createAlignmentValue(false, WRAP_NEXT_PER_LINE));
    var whereNecessary = createAlignmentValue(false, WRAP_COMPACT);
    var settings = new HashMap<>(getEclipseDefaultSettings());
    JavaCore.setComplianceOptions("25", settings);

    settings.put(FORMATTER_LINE_SPLIT, "120");
    settings.put(FORMATTER_TAB_CHAR, JavaCore.SPACE);
    settings.put(FORMATTER_TAB_SIZE, "4");
    settings.put(FORMATTER_INDENT_SWITCHSTATEMENTS_COMPARE_TO_SWITCH, TRUE);
    settings.put(FORMATTER_INSERT_SPACE_AFTER_OPENING_BRACE_IN_ARRAY_INITIALIZER, JavaCore.DO_NOT_INSERT);
    settings.put(FORMATTER_INSERT_SPACE_BEFORE_CLOSING_BRACE_IN_ARRAY_INITIALIZER, JavaCore.DO_NOT_INSERT);
    settings.put(FORMATTER_INSERT_NEW_LINE_AT_END_OF_FILE_IF_MISSING, JavaCore.INSERT);

    // Comments and text blocks are their writer's.
    settings.put(FORMATTER_COMMENT_FORMAT_LINE_COMMENT, FALSE);
    settings.put(FORMATTER_COMMENT_FORMAT_BLOCK_COMMENT, FALSE);
    settings.put(FORMATTER_COMMENT_FORMAT_JAVADOC_COMMENT, FALSE);
    settings.put(FORMATTER_COMMENT_FORMAT_MARKDOWN_COMMENT, FALSE);
    settings.put(FORMATTER_COMMENT_PRESERVE_WHITE_SPACE_BETWEEN_CODE_AND_LINE_COMMENT, TRUE);
    settings.put(FORMATTER_TEXT_BLOCK_INDENTATION, Integer.toString(INDENT_PRESERVE));

    // Blank lines between methods; elsewhere one where the writer put one.
    settings.put(FORMATTER_BLANK_LINES_BEFORE_ABSTRACT_METHOD, "0");
    settings.put(FORMATTER_BLANK_LINES_BEFORE_IMPORTS, "0");
    settings.put(FORMATTER_BLANK_LINES_BEFORE_MEMBER_TYPE, "0");
    settings.put(FORMATTER_BLANK_LINES_BEFORE_NEW_CHUNK, "0");
    settings.put(FORMATTER_BLANK_LINES_BETWEEN_IMPORT_GROUPS, "0");

    // What is on one line, or wrapped, stays so; whatever is too long may be wrapped.
    settings.put(FORMATTER_JOIN_WRAPPED_LINES, FALSE);
    settings.replaceAll((name, value) -> name.contains(".keep_simple_") ? TRUE : value);
    settings.put(FORMATTER_KEEP_SIMPLE_GETTER_SETTER_ON_ONE_LINE, FALSE);
    settings.put(FORMATTER_KEEP_SIMPLE_IF_ON_ONE_LINE, TRUE);
    settings.replaceAll((_, value) -> value.equals(COMMON_LINES) ? PRESERVE_POSITIONS : value);
    settings.replaceAll((name, value) -> name.contains(".alignment_for_") && notPreserved.contains(value)
            ? whereNecessary
            : value);
    settings.replaceAll((_, value) -> value.equals(ONE_LINE_NEVER) ? ONE_LINE_PRESERVE : value);
    settings.put(FORMATTER_KEEP_CODE_BLOCK_ON_ONE_LINE, ONE_LINE_IF_EMPTY);
    return settings;
}
