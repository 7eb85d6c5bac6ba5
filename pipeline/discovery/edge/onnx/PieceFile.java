package discovery.edge.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The pieces in a `tokenizer.json`. Only the object behind `"vocab"` is read, by hand: it is 30,000 lines of text and
/// number, the file's digest is known, and a JSON library would take longer to load than to read it.
final class PieceFile {
    private PieceFile() {}

    static Map<String, Integer> read(Path file) throws IOException {
        var text = Files.readString(file);
        var at = text.indexOf("\"vocab\"");
        at = at < 0 ? -1 : text.indexOf('{', at);
        if (at < 0) {
            throw new IOException("%s has no vocabulary".formatted(file));
        }
        var pieces = HashMap.<String, Integer>newHashMap(40_000);
        var piece = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '}'; at++) {
            if (text.charAt(at) == '"') {
                piece.setLength(0);
                at = string(text, at + 1, piece);
                at = text.indexOf(':', at) + 1;
                while (text.charAt(at) == ' ') {
                    at++;
                }
                var id = 0;
                for (; Character.isDigit(text.charAt(at)); at++) {
                    id = id * 10 + text.charAt(at) - '0';
                }
                at--;
                pieces.put(piece.toString(), id);
            }
        }
        return pieces;
    }

    /// Reads a string of JSON from behind its first quotation mark.
    ///
    /// @return where its last one is
    private static int string(String text, int from, StringBuilder into) {
        var at = from;
        for (; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) != '\\') {
                into.append(text.charAt(at));
            } else if (text.charAt(++at) == 'u') {
                into.append((char) Integer.parseInt(text, at + 1, at + 5, 16));
                at += 4;
            } else {
                // The vocabulary has no control characters: what is escaped stands for itself.
                into.append(text.charAt(at));
            }
        }
        return at;
    }
}
