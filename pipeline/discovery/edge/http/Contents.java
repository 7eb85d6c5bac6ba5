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
        var utf8 = true;
        var text = "";
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            utf8 = false;
            text = new String(bytes, StandardCharsets.UTF_8);
        }
        return new Content(text, Sha256.of(bytes), bytes.length, utf8);
    }
}
