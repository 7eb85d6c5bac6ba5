package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static Walk.Plan plan(String... paths) {
        return Walk.plan("tools", new Tree("c", Arrays.stream(paths)
                .map(path -> new TreeFile(path, path.startsWith("link/") ? "120000" : "100644", "b", 1)).toList(),
                false));
    }

    private static List<String> wanted(String... paths) {
        return plan(paths).files().stream()
                .map(each -> "%s %s @ %s".formatted(each.kind(), each.file().path(), each.path()))
                .toList();
    }

    @Test
    void skills_are_found_in_any_letter_case_and_live_in_their_folder() {
        assertEquals(List.of("SKILL SKILL.md @ ", "SKILL a (b)/skill.md @ a (b)", "SKILL x/y/Skill.MD @ x/y"),
                wanted("x/y/Skill.MD", "SKILL.md", "a (b)/skill.md", "x/skill.txt"));
    }

    @Test
    void what_package_managers_and_git_leave_behind_is_not_looked_at() {
        assertEquals(List.of(), wanted("node_modules/a/SKILL.md", "x/.git/SKILL.md"));
    }

    @Test
    void agents_and_commands_are_markdown_below_a_folder_of_that_name_the_innermost_one_counting() {
        assertEquals(
                List.of("AGENT agents/a/b.md @ agents/a/b.md", "COMMAND agents/commands/x.md @ agents/commands/x.md",
                        "COMMAND commands/git/commit.md @ commands/git/commit.md",
                        "AGENT prompts/x.agent.md @ prompts/x.agent.md"),
                wanted("agents/a/b.md", "commands/git/commit.md", "agents/commands/x.md", "prompts/x.agent.md",
                        "agents/README.md", "docs/x.md", "commands/x.py", "agents.md"));
    }

    @Test
    void the_first_manifest_of_a_folder_lives_in_it_and_the_others_in_their_own() {
        assertEquals(
                List.of("PLUGIN p/.claude-plugin/plugin.json @ p",
                        "PLUGIN p/.codex-plugin/plugin.json @ p/.codex-plugin",
                        "PLUGIN q/.cursor-plugin/plugin.json @ q"),
                wanted("p/.codex-plugin/plugin.json", "p/.claude-plugin/plugin.json", "q/.cursor-plugin/plugin.json",
                        "plugin.json"));
        assertEquals(
                List.of("MARKETPLACE .agents/plugins/marketplace.json @ .agents/plugins",
                        "MARKETPLACE .github/plugin/marketplace.json @ ",
                        "MARKETPLACE x/.claude-plugin/marketplace.json @ x"),
                wanted(".agents/plugins/marketplace.json", ".github/plugin/marketplace.json",
                        "x/.claude-plugin/marketplace.json"));
    }

    @Test
    void readmes_are_wanted_beside_manifests_only() {
        assertEquals(
                List.of("PLUGIN .claude-plugin/plugin.json @ ", "README README.md @ ", "README s/Readme.md @ s",
                        "SERVER s/server.json @ s"),
                wanted("README.md", "docs/README.md", ".claude-plugin/plugin.json", "s/server.json", "s/Readme.md"));
    }

    @Test
    void configurations_hooks_and_the_licence_at_the_root_are_wanted() {
        assertEquals(
                List.of("MCP_CONFIG .mcp.json @ .mcp.json", "LICENCE LICENSE.txt @ LICENSE.txt",
                        "HOOKS hooks/hooks.json @ hooks/hooks.json"),
                wanted(".mcp.json", "LICENSE.txt", "x/LICENSE", "hooks/hooks.json", "package.json"));
    }

    @Test
    void a_repository_that_is_called_like_a_folder_is_one() {
        var tree = new Tree("c", List.of("review.md", "web/api.md", "docs/x.md", "a/b/c.md", "README.md").stream()
                .map(path -> new TreeFile(path, "100644", "b", 1)).toList(), false);
        assertEquals(List.of("COMMAND review.md", "COMMAND web/api.md"), kinds("my-commands", tree));
        assertEquals(List.of("AGENT a/b/c.md", "AGENT review.md", "AGENT web/api.md"), kinds("subagents", tree));
        assertEquals(List.of(), kinds("agents-of-change", tree));
    }

    private static List<String> kinds(String project, Tree tree) {
        return Walk.plan(project, tree).files().stream().map(each -> each.kind() + " " + each.path()).toList();
    }

    @Test
    void a_manifest_may_name_its_parts_wherever_they_lie() {
        var tree = new Tree("c", List.of("p/x/one.md", "p/x/README.md", "p/y.md", "p/conf/h.json", "q/z.md").stream()
                .map(path -> new TreeFile(path, "100644", "b", 1)).toList(), false);
        var plugin = new Foreign(Map.of("agents", List.of("./x", "../q/z.md", "../../../etc/passwd"), "commands",
                "./y.md", "hooks", "./conf/h.json", "mcpServers", Map.of("inline", Map.of())));
        assertEquals(
                List.of("AGENT p/x/one.md", "AGENT q/z.md", "COMMAND p/y.md", "HOOKS p/conf/h.json"),
                Walk.declared(plugin, "p", tree).stream().map(each -> each.kind() + " " + each.path()).toList());
    }

    @Test
    void no_more_files_are_read_than_the_bound() {
        var paths = IntStream.range(0, Walk.MOST + 3).mapToObj("%d/SKILL.md"::formatted).toArray(String[]::new);
        var plan = plan(paths);
        assertEquals(Walk.MOST, plan.files().size());
        assertEquals(3, plan.left());
    }
}
