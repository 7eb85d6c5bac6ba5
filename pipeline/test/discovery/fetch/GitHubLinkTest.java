package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubLinkTest {
    @ParameterizedTest
    @CsvSource({
            "https://github.com/Acme/Tools, Acme/Tools, ''",
            "http://www.github.com/acme/tools/, acme/tools, ''",
            "HTTPS://GITHUB.COM/acme/tools.git, acme/tools, ''",
            "https://github.com/acme/tools.git#readme, acme/tools, ''",
            "https://github.com/acme/tools?tab=readme-ov-file, acme/tools, ''",
            "https://github.com/acme/tools/issues/12, acme/tools, ''",
            "https://github.com/acme/tools/tree/main/skills/pdf, acme/tools, skills/pdf",
            "https://github.com/acme/tools/tree/main/skills/pdf/, acme/tools, skills/pdf",
            "https://github.com/acme/tools/blob/main/skills/pdf/SKILL.md, acme/tools, skills/pdf",
            "https://github.com/acme/tools/blob/main/README.md, acme/tools, ''",
            "https://github.com/acme/tools/tree/main/my%20skills/a, acme/tools, my skills/a",
            "https://github.com/acme/tools/tree/main, acme/tools, ''",
            "https://github.com/acme/tools/tree/main/../../etc, acme/tools, ''",
            "git+https://github.com/acme/tools.git, acme/tools, ''",
            "git@github.com:acme/tools.git, acme/tools, ''",
            "ssh://git@github.com/acme/tools.git, acme/tools, ''",
            "https://github.com/acme/tools., acme/tools, ''",
    })
    void an_address_names_a_repository_and_perhaps_a_folder(String address, String name, String path) {
        assertEquals(Optional.of(name + " " + path),
                GitHubLink.of(address).map(link -> link.name() + " " + link.path()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://gitlab.com/acme/tools", "https://github.com/acme", "https://github.com/",
            "https://gist.github.com/a/b",
            "https://github.com/sponsors/acme", "https://github.com/topics/mcp", "https://github.com/Owner/repo",
            "https://github.com/acme-/tools", "https://notgithub.com/acme/tools", "https://github.com.evil.example/a/b",
            "https://raw.githubusercontent.com/a/b/main/README.md", "mailto:a@github.com", "",
            "https://github.com/a b/c",
    })
    void every_other_address_names_none(String address) {
        assertEquals(Optional.empty(), GitHubLink.of(address));
    }

    @Test
    void a_short_name_has_exactly_two_parts() {
        assertEquals(Optional.of("a/b"), GitHubLink.ofName("a/b.git").map(GitHubLink::name));
        assertEquals(Optional.empty(), GitHubLink.ofName("a/b/c"));
        assertEquals(Optional.empty(), GitHubLink.ofName("a"));
    }
}
