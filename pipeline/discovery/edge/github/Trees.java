package discovery.edge.github;

import discovery.edge.http.Wire;
import discovery.edge.http.Wire.Ask;
import discovery.edge.http.Wire.Memory;
import discovery.edge.json.JsonList;
import discovery.edge.json.MalformedException;
import discovery.fetch.Foreign;
import discovery.fetch.Repository;
import discovery.fetch.TreeFile;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The files of a repository: one recursive tree, as it streams; where GitHub cuts that off, the repository is walked
/// folder by folder, which is seldom, through hub4j.
final class Trees {
    /// GitHub cuts recursive trees off at 100,000 entries; a repository with more has some such trees below its root.
    private static final int MOST = 300;
    private static final int FILES = 200_000;
    private static final int ID = 40;
    private static final Set<String> KEYS = Set.of("truncated", "path", "mode", "type", "sha", "size");

    private final Wire wire;
    private final URI api;
    private final Hub hub;

    Trees(Wire wire, URI api, Hub hub) {
        this.wire = wire;
        this.api = api;
        this.hub = hub;
    }

    /// @param files in the order of the tree
    /// @param whole false: there are too many
    record Listed(List<TreeFile> files, boolean whole) {}

    /// @param id of a tree, or of a commit
    /// @throws StatusException when GitHub refuses
    Listed list(Repository repository, String id) throws IOException {
        var files = new ArrayList<TreeFile>();
        var whole = list(repository, id, "", files, new int[1]);
        return new Listed(files, whole);
    }

    private boolean list(Repository repository, String id, String prefix, List<TreeFile> files, int[] asked)
            throws IOException {
        if (++asked[0] > MOST) {
            return false;
        }
        var before = files.size();
        if (recursive(repository, id, prefix, files)) {
            return files.size() <= FILES;
        }
        files.subList(before, files.size()).clear();
        var whole = true;
        for (var entry : hub.of(repository).getTree(id).getTree()) {
            if ("tree".equals(entry.getType())) {
                whole &= list(repository, entry.getSha(), prefix + entry.getPath() + "/", files, asked);
            } else if ("blob".equals(entry.getType()) && files.size() <= FILES) {
                files.add(new TreeFile(prefix + entry.getPath(), String.valueOf(entry.getMode()), entry.getSha(),
                        entry.getSize()));
            }
        }
        return whole && files.size() <= FILES;
    }

    /// False when GitHub has cut the tree off. An answer that can't be read is not remembered.
    private boolean recursive(Repository repository, String id, String prefix, List<TreeFile> files)
            throws IOException {
        var ask = Ask.get(URI.create("%s/repos/%s/git/trees/%s?recursive=1".formatted(api, repository.name(), id)),
                Map.of("Accept", "application/vnd.github+json"), HubConnector.MOST,
                new Memory.Forever("tree %s recursive=1".formatted(id)));
        var reply = wire.send(ask);
        if (reply.status() != 200) {
            throw new StatusException(reply.status());
        }
        try {
            var wrong = new int[1];
            var head = new Foreign(JsonList.read(reply.body(), "tree", KEYS, entry -> {
                if (entry instanceof Map<?, ?> fields && "blob".equals(fields.get("type"))) {
                    file(fields, prefix).ifPresentOrElse(file -> {
                        if (files.size() <= FILES) {
                            files.add(file);
                        }
                    }, () -> wrong[0]++);
                }
            }));
            if (wrong[0] > 0) {
                throw new MalformedException("%,d files of the tree have no path or no id".formatted(wrong[0]));
            }
            return !head.text("truncated").equals(Optional.of("true"));
        } catch (MalformedException e) {
            wire.forget(ask);
            throw e;
        }
    }

    /// An id becomes a part of an address: it is nothing else than an id.
    private static Optional<TreeFile> file(Map<?, ?> fields, String prefix) {
        return fields.get("path") instanceof String path && fields.get("sha") instanceof String id && isId(id)
                ? Optional.of(new TreeFile(prefix + path, String.valueOf(fields.get("mode")), id,
                        fields.get("size") instanceof Number size ? size.longValue() : 0))
                : Optional.empty();
    }

    private static boolean isId(String text) {
        return text.length() == ID && text.chars().allMatch(unit -> (unit >= '0' && unit <= '9')
                || (unit >= 'a' && unit <= 'f'));
    }
}
