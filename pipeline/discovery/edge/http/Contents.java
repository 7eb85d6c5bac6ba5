package discovery.edge.http;

import discovery.edge.files.Sha256;
import discovery.fetch.Content;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes as text.
public final class Contents {
    private Contents() {}

    public static Content of(byte[] bytes) {
        return new Content(new String(bytes, StandardCharsets.UTF_8), Sha256.of(bytes), bytes.length, isUtf8(bytes));
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
