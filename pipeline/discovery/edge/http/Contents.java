package discovery.edge.http;

import discovery.edge.files.Sha256;
import discovery.fetch.Content;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes as text.
public final class Contents {
    private static final char REPLACEMENT = '\ufffd';

    private Contents() {}

    public static Content of(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return new Content(text, Sha256.of(bytes), bytes.length, isUtf8(text, bytes));
    }

    static boolean isUtf8(byte[] bytes) {
        return isUtf8(new String(bytes, StandardCharsets.UTF_8), bytes);
    }

    /// A text without a replacement character was made of nothing else; of the few others the strict decoder tells.
    private static boolean isUtf8(String text, byte[] bytes) {
        if (text.indexOf(REPLACEMENT) < 0) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
