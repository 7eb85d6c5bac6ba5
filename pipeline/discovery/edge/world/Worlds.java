package discovery.edge.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// One night's world.
///
/// @param forge its repositories
/// @param web   its registry
public record Worlds(WorldForge forge, WorldWeb web) {
    /// Reads the world's files once.
    ///
    /// @param under the world that this one is laid over; empty: it stands alone
    /// @throws IOException with one sentence, when a folder is missing or a file of ours in it is malformed
    public static Worlds open(Path folder, Optional<Path> under) throws IOException {
        var world = World.open(folder, under);
        return new Worlds(new WorldForge(world), new WorldWeb(world));
    }
}
