package repo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeTest {
    private static final String SOURCE = """
            /* java.io.A */
            import static java.util.Map.entry;
            import module java.base;
            import discovery.edge.json.Json;
            // import java.io.B;
            /// java.io.C
            var a = "java.io.D \\"" + '"' + '\\'' + x;
            var b = \"""
                java.io.E "" \\\"""
                \""" + y;
            """;

    @Test
    void names_are_left_and_texts_and_comments_go() {
        var code = Code.of(SOURCE).text();
        assertEquals(List.of(), code.lines().filter(line -> line.contains("java.io")).toList());
        assertEquals("var a = \"\" + \"\" + \"\" + x;\nvar b = \"\" + y;\n", code.substring(code.indexOf("var a")));
    }

    @Test
    void imports_are_read_with_their_packages() {
        var imports = Code.of(SOURCE).imports();
        assertEquals(List.of("static", "module", ""), imports.stream().map(Code.Import::kind).toList());
        assertEquals(List.of("java.util", "java.base", "discovery.edge.json"),
                imports.stream().map(Code.Import::packageName).toList());
    }
}
