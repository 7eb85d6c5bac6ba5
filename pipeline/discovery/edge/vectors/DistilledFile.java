package discovery.edge.vectors;

import discovery.search.Code;
import discovery.search.Distilled;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// `meaning.bin` of a build: words, clusters and what is known by name, their numbers before them.
public final class DistilledFile {
    public static final String NAME = "meaning.bin";
    private static final int MAGIC = 0x4D454132;
    /// Knew nothing by name.
    private static final int OLDER = 0x4D454131;

    private DistilledFile() {}

    public static void write(Distilled meaning, Path file) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(MAGIC);
            out.writeInt(meaning.words().size());
            for (var word : meaning.words().entrySet()) {
                out.writeUTF(word.getKey());
                out.writeInt(word.getValue().weight());
                out.write(word.getValue().code().packed());
            }
            out.writeInt(meaning.clusters().size());
            for (var cluster : meaning.clusters()) {
                out.writeUTF(String.join(" ", cluster.labels()));
                out.write(cluster.centre().packed());
                out.writeInt(cluster.entries().size());
                for (var entry : cluster.entries()) {
                    out.writeInt(entry.slot());
                    out.write(entry.code().packed());
                }
            }
            out.writeInt(meaning.named().size());
            for (var thing : meaning.named()) {
                out.writeUTF(thing.name());
                out.writeInt(thing.weight());
                out.write(thing.centre().packed());
                out.writeInt(thing.slots().size());
                for (var slot : thing.slots()) {
                    out.writeInt(slot);
                }
            }
        }
    }

    /// What a build knows of meaning; nothing where none of its entries has a vector, or its file is of an older form.
    ///
    /// @param build its folder
    public static Optional<Distilled> of(Path build) throws IOException {
        var file = build.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            var magic = in.readInt();
            if (magic == OLDER) {
                return Optional.empty();
            }
            if (magic != MAGIC) {
                throw new IOException("%s is no file of distilled meaning; make the build again".formatted(file));
            }
            var words = new TreeMap<String, Distilled.Meaning>();
            for (var left = in.readInt(); left > 0; left--) {
                words.put(in.readUTF(), new Distilled.Meaning(in.readInt(), code(in)));
            }
            var clusters = new ArrayList<Distilled.Cluster>();
            for (var left = in.readInt(); left > 0; left--) {
                var labels = in.readUTF();
                var centre = code(in);
                var entries = new ArrayList<Distilled.Entry>();
                for (var more = in.readInt(); more > 0; more--) {
                    entries.add(new Distilled.Entry(in.readInt(), code(in)));
                }
                clusters.add(new Distilled.Cluster(
                        centre, labels.isEmpty() ? List.of() : List.of(labels.split(" ")), entries));
            }
            var named = new ArrayList<Distilled.Named>();
            for (var left = in.readInt(); left > 0; left--) {
                var name = in.readUTF();
                var weight = in.readInt();
                var centre = code(in);
                var slots = new ArrayList<Integer>();
                for (var more = in.readInt(); more > 0; more--) {
                    slots.add(in.readInt());
                }
                named.add(new Distilled.Named(name, weight, centre, slots));
            }
            return Optional.of(new Distilled(words, clusters, named));
        }
    }

    private static Code code(DataInputStream in) throws IOException {
        return Code.unpacked(in.readNBytes(Distilled.DIMS / 2));
    }
}
