package discovery.edge.build;

import discovery.build.RelatedFile;
import discovery.build.VectorFile;
import discovery.edge.files.Published;
import discovery.edge.vectors.VectorFileReader;
import discovery.model.Row;
import discovery.search.Pools;
import discovery.search.Related;
import discovery.search.Related.Neighbour;
import discovery.search.Space;
import discovery.search.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Says of all entries what is related to them (`Related`), in `related.bin`.
public final class Relating {
    private final Map<Integer, Neighbour> originals = new TreeMap<>();
    private final Map<String, Integer> slots = new HashMap<>();
    /// Slot of a copy → id of its original.
    private final Map<Integer, String> copies = new TreeMap<>();

    /// Notes an entry, and passes it on.
    public Row take(Row row) {
        var content = row.content();
        if (content.original().isEmpty() || content.original().equals(content.id())) {
            originals.put(content.slot(),
                    new Neighbour(content.slot(), content.id(), Words.key(content.name()), 1));
            slots.put(content.id(), content.slot());
        } else {
            copies.put(content.slot(), content.original());
        }
        return row;
    }

    /// Writes what is related to all that were noted.
    ///
    /// @param vectors of all entries
    /// @param cache   a folder that remembers what was nearest last night; the file is the same without it
    public void write(Path vectors, Path file, Path cache) throws IOException {
        try (var reader = VectorFileReader.open(vectors)) {
            var header = reader.header();
            var space = new Space(header.dims());
            for (var slot : originals.keySet()) {
                if (!reader.isHole(slot)) {
                    var row = reader.row(slot);
                    // As in every scan, a vector of nothing is none.
                    if (VectorFile.scale(row) > 0) {
                        space.add(slot, row);
                    }
                }
            }
            var before = cache.resolve("%s-%d.pools".formatted(header.model().substring(0, 16), header.recipe()));
            var pools = Files.exists(before) ? Pools.of(space, Files.readAllBytes(before)) : Pools.of(space);
            Files.write(file, related(pools).bytes());
            Published.file(before, pools.bytes());
        }
    }

    private static IntStream slots(Map<Integer, ?> map) {
        return map.keySet().stream().mapToInt(Integer::intValue);
    }

    private RelatedFile related(Pools pools) {
        var rows = IntStream.concat(slots(originals), slots(copies)).max().orElse(-1) + 1;
        var file = RelatedFile.empty(Related.SHOWN, rows);
        originals.forEach((slot, entry) -> {
            var near = new ArrayList<Neighbour>();
            pools.of(slot).forEach(each -> Optional.ofNullable(originals.get(each.slot())).ifPresent(
                    other -> near.add(new Neighbour(other.slot(), other.family(), other.key(), each.cosine()))));
            file.put(slot, Related.choose(entry, near, Related.SHOWN).stream().map(Neighbour::slot).toList());
        });
        copies.forEach((slot, original) -> file.put(slot,
                Optional.ofNullable(slots.get(original)).map(file::of).orElse(List.of())));
        return file;
    }
}
