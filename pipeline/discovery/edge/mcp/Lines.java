package discovery.edge.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A client's lines. The library stops for good at the first that it can't read, be it an empty one, and tells nobody;
/// so each is tried here, by the library's own reader, before the library gets it.
final class Lines {
    /// Most bytes of a line.
    static final int MOST = 1 << 20;
    /// What an answer to a line that has no id begins with.
    static final String NOBODY = "{\"jsonrpc\":\"2.0\",\"id\":null,";

    private static final int NO_JSON = -32700;
    private static final int NO_REQUEST = -32600;

    private final McpJsonMapper mapper = new JacksonMcpJsonMapper(new com.fasterxml.jackson.databind.ObjectMapper());
    private final InputStream in;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /// What a line is.
    sealed interface Heard {}

    /// One for the library.
    ///
    /// @param text the line with its end
    /// @param question whether an answer belongs to it
    record Message(String text, boolean question) implements Heard {}

    /// One that the library would end at.
    ///
    /// @param answer what the client is told, with the line's end
    record Refused(String answer) implements Heard {}

    /// The next line that has anything in it.
    ///
    /// @return empty at the end of the input
    Optional<Heard> next() throws IOException {
        while (true) {
            var line = new ByteArrayOutputStream();
            var length = 0L;
            var octet = in.read();
            if (octet < 0) {
                return Optional.empty();
            }
            for (; octet >= 0 && octet != '\n'; octet = in.read()) {
                length++;
                if (length <= MOST) {
                    line.write(octet);
                }
            }
            if (length > MOST) {
                return Optional.of(refused(NO_REQUEST, "A message has at most " + MOST + " bytes."));
            }
            if (!line.toString(StandardCharsets.UTF_8).isBlank()) {
                return Optional.of(judged(line.toByteArray()));
            }
        }
    }

    private Heard judged(byte[] line) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            var message = McpSchema.deserializeJsonRpcMessage(mapper, text);
            return new Message(text + '\n', message instanceof McpSchema.JSONRPCRequest);
        } catch (CharacterCodingException e) {
            return refused(NO_JSON, "A message is UTF-8.");
        } catch (IOException e) {
            return refused(NO_JSON, "This line is no JSON object; a message is one, in one line.");
        } catch (RuntimeException e) {
            // Whatever its reader throws ends the library, a null pointer for `null` too.
            return refused(NO_REQUEST, "This line is no JSON-RPC 2.0 request, notification or answer.");
        }
    }

    private static Heard refused(int code, String sentence) {
        return new Refused(NOBODY + "\"error\":{\"code\":" + code + ",\"message\":\"" + sentence + "\"}}\n");
    }
}
