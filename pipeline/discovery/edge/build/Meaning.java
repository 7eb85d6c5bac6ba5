package discovery.edge.build;

import discovery.build.VectorFile;
import discovery.edge.vectors.DistilledFile;
import discovery.edge.vectors.VectorFileReader;
import discovery.embed.Quantised;
import discovery.model.Row;
import discovery.search.Distilling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Distils of all entries' vectors what a browser can know of meaning (`Distilling`), in `meaning.bin`.
public final class Meaning {
    private final Distilling distilling = new Distilling();

    /// Notes an entry.
    public void take(Row row) {
        distilling.add(row.content());
    }

    /// Writes the file, unless nothing that was noted has a vector.
    public void write(Path vectors, Path folder) throws IOException {
        try (var reader = VectorFileReader.open(vectors)) {
            var made =
                    distilling.done(slot -> reader.isHole(slot) ? Optional.empty() : Optional.of(vector(reader, slot)));
            if (made.isPresent()) {
                DistilledFile.write(made.get(), folder.resolve(DistilledFile.NAME));
            }
        }
    }

    private static float[] vector(VectorFileReader reader, int slot) {
        var row = reader.row(slot);
        return Quantised.of(VectorFile.codes(row), VectorFile.scale(row)).vector();
    }
}
