package discovery.edge.bench;

import discovery.ops.Policy;
import discovery.ops.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Violations that are planted into the real workflows, one at a time: each has to be found, under the attack that it
/// belongs to.
final class Plants {
    private static final String NIGHTLY = "index-generation.yml";
    private static final String PR = "pr.yml";
    private static final String SHA = "3d3c42e5aac5ba805825da76410c181273ba90b1";

    private Plants() {}

    /// @param attack  its number in the list of attacks on pipelines
    /// @param file    where it is planted
    /// @param planted the file's text with it
    record Plant(String attack, String what, String file, UnaryOperator<String> planted) {}

    static List<Plant> all() {
        var all = new ArrayList<Plant>();
        all.add(plant("D1", "an action by tag", NIGHTLY, "@" + SHA + " # v7.0.1", "@v7"));
        all.add(plant("D1", "an action by branch", PR, "@" + SHA + " # v7.0.1", "@main"));
        all.add(plant("D1", "a short commit", NIGHTLY, "@" + SHA, "@3d3c42e"));
        all.add(plant("D1", "a commit without its version", PR, SHA + " # v7.0.1", SHA));
        all.add(plant("D1", "two versions of one action", PR, SHA, "a".repeat(40)));
        all.add(plant("D1", "somebody else's action", PR, "actions/setup-java@", "quick/setup-java@"));
        all.add(plant("D2", "a cache beside the keys", NIGHTLY, "      - name: Sign\n",
                "      - uses: actions/cache/restore@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0\n      - name: Sign\n"));
        all.add(new Plant("D2", "Maven's cache beside the keys", NIGHTLY, text -> after(text, "  sign:\n",
                "          java-version: \"25\"\n", "          java-version: \"25\"\n          cache: maven\n")));
        all.add(plant("D2", "a token that stays in the clone", NIGHTLY, "persist-credentials: false",
                "persist-credentials: true"));
        all.add(plant("D2", "a token beside the keys", NIGHTLY,
                "          SKILL_INDEX_KEYS: ${{ secrets.SKILL_INDEX_KEYS }}",
                "          SKILL_INDEX_KEYS: ${{ secrets.SKILL_INDEX_KEYS }}\n          GH_TOKEN: ${{ github.token }}"));
        all.add(plant("D3", "an artefact by name", NIGHTLY, "artifact-ids: ${{ needs.sign.outputs.release }}",
                "name: release"));
        all.add(plant("D3", "an artefact whatever its digest", NIGHTLY, "          digest-mismatch: error\n", ""));
        all.add(plant("D3", "an artefact without what begins with a dot", NIGHTLY,
                "          include-hidden-files: true\n",
                ""));
        all.add(plant("D4", "a stranger's pull request with our rights", PR, "  pull_request:",
                "  pull_request_target:"));
        all.add(plant("D4", "a run after a stranger's run", PR, "  pull_request:", "  workflow_run:"));
        all.add(plant("D4", "a secret for a pull request", PR, "        run: scripts/check",
                "        run: scripts/check\n        env:\n          TOKEN: ${{ secrets.SKILL_INDEX_READ_TOKEN }}"));
        all.add(plant("D4", "a pull request that may write", PR, "      contents: read", "      contents: write"));
        all.add(plant("D4", "a workflow that permits everything", NIGHTLY, "permissions: {}",
                "permissions: write-all"));
        all.add(plant("D4", "a job that says no permissions", PR, "    permissions:\n      contents: read\n", ""));
        all.add(plant("D4", "any branch may deploy", "deploy.yml",
                "    if: ${{ github.ref_name == github.event.repository.default_branch }}\n", ""));
        all.add(plant("D5", "a title in a command", PR, "run: scripts/check",
                "run: scripts/check ${{ github.event.pull_request.title }}"));
        all.add(plant("D5", "a branch's name as a variable", PR, "        run: scripts/check",
                "        run: scripts/check\n        env:\n          BRANCH: ${{ github.head_ref }}"));
        all.add(plant("D5", "data into the outputs", NIGHTLY, "run: scripts/due",
                "run: cat titles >> \"$GITHUB_OUTPUT\""));
        all.add(plant("D5", "data into the environment", NIGHTLY, "run: scripts/due",
                "run: echo \"$X\" >> \"$GITHUB_ENV\""));
        all.add(plant("D5", "a substitution", NIGHTLY, "run: scripts/due", "run: scripts/due $(cat name)"));
        all.add(plant("D6", "a publication that is cut short by the next", NIGHTLY, "cancel-in-progress: false",
                "cancel-in-progress: true"));
        all.add(plant("D7", "the pointer before the files", NIGHTLY,
                "      # The big files first; the site has the pointer to them.\n",
                "      - uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0\n"));
        all.add(plant("D8", "an attestation that stops the night", NIGHTLY, "        continue-on-error: true\n", ""));
        all.add(plant("D9", "a gate that may fail", NIGHTLY, "        id: gate\n",
                "        id: gate\n        continue-on-error: true\n"));
        all.add(plant("D9", "no gate", NIGHTLY,
                "scripts/jbang pipeline/validate.java --config \"$CONFIG\" --out \"$BUILD\"",
                "scripts/due"));
        all.add(plant("D9", "a gate that always holds", NIGHTLY,
                "pipeline/validate.java --config \"$CONFIG\" --out \"$BUILD\"",
                "pipeline/validate.java --config \"$CONFIG\" --out \"$BUILD\" || true"));
        all.add(plant("D10", "keys outside their environment", NIGHTLY, "    environment: signing\n", ""));
        all.add(plant("D10", "keys in a second environment", "deploy.yml", "          GH_TOKEN:",
                "          K: ${{ secrets.SKILL_INDEX_KEYS }}\n          GH_TOKEN:"));
        all.add(plant("D10", "publishing what nobody signed", NIGHTLY, "    needs: sign\n", ""));
        all.add(plant("D11", "a program off the web", PR, "run: scripts/check",
                "run: curl -sSf https://example.org/x -o x"));
        all.add(plant("D11", "a package without a lock", PR, "run: scripts/check", "run: npm install left-pad"));
        all.add(plant("D12", "another repository's commit", NIGHTLY, "          persist-credentials: false\n",
                "          persist-credentials: false\n          repository: renamed/skill-index\n"));
        all.add(plant("D12", "another commit than the one reviewed", NIGHTLY, "          persist-credentials: false\n",
                "          persist-credentials: false\n          ref: main\n"));
        all.add(plant("D13", "no second chance", NIGHTLY, "    - cron: \"41 9 * * *\"\n", ""));
        all.add(plant("D13", "a full hour", NIGHTLY, "23 3 * * *", "0 3 * * *"));
        all.add(plant("D13", "a job that hangs for six hours", PR, "    timeout-minutes: 45\n", ""));
        all.add(plant("D13", "nobody looks whether nights come", "health-check.yml", "scripts/health-check",
                "scripts/due"));
        return List.copyOf(all);
    }

    /// Whether it is found, under its attack, and the untouched workflows are without offence.
    ///
    /// @param parser of a file's name and text
    static boolean isCaught(Plant plant, List<Workflow> workflows, Function<Workflow, Workflow> parser) {
        var changed = workflows.stream().map(each -> {
            if (!each.file().equals(plant.file())) {
                return each;
            }
            var text = plant.planted().apply(each.text());
            if (text.equals(each.text())) {
                throw new IllegalStateException("%s has no place for «%s»".formatted(plant.file(), plant.what()));
            }
            return parser.apply(new Workflow(each.file(), text, each.tree()));
        }).toList();
        return Policy.offences(changed).stream().anyMatch(each -> each.attack().equals(plant.attack()));
    }

    private static Plant plant(String attack, String what, String file, String text, String other) {
        return new Plant(attack, what, file, all -> after(all, "jobs:\n", text, other).equals(all)
                ? after(all, "", text, other)
                : after(all, "jobs:\n", text, other));
    }

    /// Replaces the first `text` after a mark.
    private static String after(String all, String mark, String text, String other) {
        var from = all.indexOf(text, Math.max(0, all.indexOf(mark)));
        return from < 0 ? all : all.substring(0, from) + other + all.substring(from + text.length());
    }
}
