package discovery.edge.mcp;

import discovery.edge.cli.ClientOptions;
import discovery.edge.learn.Lessons;
import java.io.IOException;
import java.io.PrintStream;

/// `discover mcp`, `register` and `unregister`.
public final class Agents {
    private Agents() {}

    public static int answer(ClientOptions options, PrintStream out) throws IOException {
        return switch (options.verb()) {
            case REGISTER -> Registration.add(options, out);
            case UNREGISTER -> Registration.remove();
            default -> serve(options, out);
        };
    }

    /// Answers until the input ends. Nothing but messages may reach `out`.
    private static int serve(ClientOptions options, PrintStream out) throws IOException {
        System.setOut(System.err);
        var conversation = new Conversation(System.in, out);
        Upkeep.start(options);
        var door = McpDoor.open(options.home(), Lessons.of(options.home()), conversation);
        conversation.await();
        door.close();
        return 0;
    }
}
