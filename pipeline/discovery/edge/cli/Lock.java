package discovery.edge.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One stage at a time works in an OUT folder. The system lets the lock go when its process ends, however it ends.
///
/// @param folder the OUT folder
record Lock(Path folder, FileChannel channel, FileLock held) implements AutoCloseable {
    static final String NAME = ".lock";

    /// Waits while another process works there: after a kill, the stage that was running may still be at its end.
    static Lock of(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.tryLock();
        if (held == null) {
            System.err.println("waiting for another run that works in " + folder + " …");
            held = channel.lock();
        }
        return new Lock(folder, channel, held);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
