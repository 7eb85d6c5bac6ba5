package discovery.edge.onnx;

import discovery.embed.Pieces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The pieces in a `tokenizer.json`. Only the object behind `"vocab"` is read, by hand: it is 30,000 lines of text and
/// number, the file's digest is known, and a JSON library would take longer to load than to read it. The pieces stay
/// the bytes that they are in the file, because to make 30,000 strings of them, for a question of ten, takes a twentieth
/// of all that a program does that answers one.
final class PieceFile implements Pieces {
    private static final int PLACES = 1 << 16;
    private static final int MASK = PLACES - 1;

    private final byte[] bytes;
    /// By the hash of a piece, in the next free place: where its bytes begin, how many there are, its number. No piece
    /// begins at 0.
    private final int[] starts = new int[PLACES];
    private final int[] lengths = new int[PLACES];
    private final int[] ids = new int[PLACES];

    private PieceFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @throws IOException when the file has no vocabulary, or more than one can be of
    static PieceFile read(Path file) throws IOException {
        var pieces = new PieceFile(Files.readAllBytes(file));
        var at = pieces.behind("\"vocab\"");
        if (at < 0 || !pieces.fill(at)) {
            throw new IOException("%s has no vocabulary that can be read".formatted(file));
        }
        return pieces;
    }

    /// Where the object behind a name begins; negative where there is none.
    private int behind(String name) {
        var wanted = name.getBytes(StandardCharsets.US_ASCII);
        for (var at = 0; at < bytes.length - wanted.length; at++) {
            if (bytes[at] == '"' && matches(at, wanted)) {
                at += wanted.length;
                while (at < bytes.length && bytes[at] != '{') {
                    at++;
                }
                return at + 1;
            }
        }
        return -1;
    }

    private boolean matches(int at, byte[] wanted) {
        for (var i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean fill(int from) {
        var count = 0;
        for (var at = from; at < bytes.length && count < PLACES / 2; at++) {
            if (bytes[at] == '}') {
                return count > 0;
            }
            if (bytes[at] == '"') {
                at = piece(at + 1);
                count++;
            }
        }
        return false;
    }

    /// Reads a piece from behind its first quotation mark, and its number. A piece with escapes is written over them,
    /// since it is never longer than they are.
    ///
    /// @return where the number ends
    private int piece(int from) {
        var hash = 0;
        var end = from;
        var at = from;
        for (; at < bytes.length && bytes[at] != '"'; at++) {
            // The vocabulary has no control characters: what is escaped stands for itself.
            if (bytes[at] == '\\' && bytes[++at] == 'u') {
                var unit = Character.toString(Integer.parseInt(
                        new String(bytes, at + 1, 4, StandardCharsets.US_ASCII), 16)).getBytes(StandardCharsets.UTF_8);
                for (var each : unit) {
                    bytes[end++] = each;
                    hash = 31 * hash + each;
                }
                at += 4;
            } else {
                hash = 31 * hash + bytes[at];
                bytes[end++] = bytes[at];
            }
        }
        while (at < bytes.length && !isDigit(bytes[at])) {
            at++;
        }
        var id = 0;
        for (; at < bytes.length && isDigit(bytes[at]); at++) {
            id = id * 10 + bytes[at] - '0';
        }
        var place = spread(hash);
        while (starts[place] != 0) {
            place = place + 1 & MASK;
        }
        starts[place] = from;
        lengths[place] = end - from;
        ids[place] = id;
        return at - 1;
    }

    private static boolean isDigit(byte unit) {
        return unit >= '0' && unit <= '9';
    }

    private static int spread(int hash) {
        return (hash ^ hash >>> 16) & MASK;
    }

    @Override
    public int id(String piece) {
        var wanted = piece.getBytes(StandardCharsets.UTF_8);
        var hash = 0;
        for (var each : wanted) {
            hash = 31 * hash + each;
        }
        for (var place = spread(hash); starts[place] != 0; place = place + 1 & MASK) {
            if (lengths[place] == wanted.length && matches(starts[place], wanted)) {
                return ids[place];
            }
        }
        return NONE;
    }
}
