package discovery.edge.signing;

import java.io.FileNotFoundException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A mirror in memory that keeps the contract of [Fetch]; each change is another mirror.
record Mirror(SortedMap<String, byte[]> files) implements Fetch {

    Mirror {
        files = new TreeMap<>(files);
    }

    Mirror with(String name, byte[] bytes) {
        return with(Map.of(name, bytes));
    }

    Mirror with(Map<String, byte[]> more) {
        var changed = new TreeMap<>(files);
        changed.putAll(more);
        return new Mirror(changed);
    }

    Mirror without(String name) {
        var changed = new TreeMap<>(files);
        changed.remove(name);
        return new Mirror(changed);
    }

    byte[] file(String name) {
        var bytes = files.get(name);
        if (bytes == null) {
            throw new AssertionError("The test asks for " + name + ", there are " + files.keySet());
        }
        return bytes;
    }

    @Override
    public byte[] fetch(String name, long maxBytes) throws FileNotFoundException {
        var bytes = files.get(name);
        if (bytes == null) {
            throw new FileNotFoundException(name);
        }
        return bytes.length > maxBytes ? Arrays.copyOf(bytes, (int) maxBytes + 1) : bytes.clone();
    }
}
