///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/build/*.java discovery/edge/ledger/*.java

import discovery.build.Taxonomy;
import discovery.edge.build.Building;
import discovery.edge.build.Meaning;
import discovery.edge.build.Relating;
import discovery.edge.cli.Door;
import discovery.edge.cli.Night;
import discovery.edge.cli.Tally;
import discovery.edge.json.Yaml;
import discovery.edge.ledger.Ledgers;
import discovery.edge.progress.Progress;
import discovery.embed.Recipe;
import discovery.model.Stage;
import discovery.score.Weights;

/// build: the index as clients get it: skills.jsonl, skills.db, embeddings.bin; what is related; the ledger, infra.db.
void main(String... args) {
    Door.open(Stage.BUILD, args, (night, folder) -> {
        var taxonomy = Yaml.read(night.beside(night.config().categories()), Taxonomy.class);
        var weights = Yaml.read(night.beside(night.config().score()), Weights.class);
        var entries = night.count(Stage.MERGE);
        var dump = folder.resolve("skills.jsonl");
        var meaning = new Meaning();
        var relating = new Relating();
        try (var progress = Progress.of("build", entries)) {
            new Building(night.folder(Stage.MERGE), night.folder(Stage.SCORE), taxonomy, weights)
                    .dump(dump, entries, progress::step, row -> meaning.take(relating.take(row)));
        }
        var vectors = Building.forClients(dump, night.in(Stage.EMBED, "vectors.bin"));
        meaning.write(vectors, folder);
        relating.write(vectors, folder.resolve("related.bin"), Night.cache().resolve("related"));
        Building.facts(dump, vectors, Recipe.CURRENT, folder.resolve("index.json"));
        Ledgers.write(night, folder);
        return Tally.of(entries, entries);
    });
}
