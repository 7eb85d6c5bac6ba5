package repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// JBang reads `//DEPS`, Maven the pom: both must name the same artifacts.
class DependencyParityTest {
    @Test
    void jbang_and_maven_use_the_same_artifacts() throws Exception {
        var declared = new TreeSet<String>();
        declarations().forEach(each -> declared.add(each.artifact()));
        var pom = pom().stream().filter(each -> !each.scope().equals("test")).toList();
        var listed = new TreeSet<>(pom.stream().map(Dependency::artifact).toList());

        var onlyJbang = new TreeSet<>(declared);
        onlyJbang.removeAll(listed);
        var onlyMaven = new TreeSet<>(listed);
        onlyMaven.removeAll(declared);
        if (!onlyJbang.isEmpty() || !onlyMaven.isEmpty()) {
            fail("//DEPS lines and pom.xml differ: only //DEPS has %s; only pom.xml has %s (@fatjar: an exclusion of everything)"
                    .formatted(onlyJbang, onlyMaven));
        }
    }

    @Test
    void each_artifact_is_declared_by_one_package() {
        var owners = new HashMap<String, Path>();
        for (var declaration : declarations()) {
            var name = declaration.artifact().substring(0, declaration.artifact().lastIndexOf(':'));
            var other = owners.put(name, declaration.file());
            if (other != null) {
                fail("%s declares %s, which %s owns".formatted(declaration.file(), name, other));
            }
        }
    }

    @Test
    void a_library_is_declared_by_the_package_that_owns_it() {
        for (var declaration : declarations()) {
            assertEquals("package-info.java", String.valueOf(declaration.file().getFileName()),
                    () -> "%s has a //DEPS line; it belongs into a package-info.java".formatted(declaration.file()));
        }
    }

    @Test
    void the_pom_is_sorted() throws Exception {
        // A space sorts a group before its longer namesakes.
        var names = pom().stream().map(each -> each.name().replace(':', ' ')).toList();
        assertEquals(names.stream().sorted().toList(), names, "the dependencies in pom.xml are not sorted");
    }

    private record Declaration(Path file, String artifact) {}

    private static List<Declaration> declarations() {
        return Repository.files().stream().filter(file -> Repository.below(file, "pipeline"))
                .filter(file -> file.toString().endsWith(".java"))
                .flatMap(file -> Repository.directive(file, "DEPS").stream().map(each -> new Declaration(file, each)))
                .toList();
    }

    /// @param artifact as JBang writes it
    private record Dependency(String name, String artifact, String scope) {}

    private static List<Dependency> pom() throws Exception {
        var bytes = Repository.read(Path.of("pom.xml")).getBytes(StandardCharsets.UTF_8);
        var project = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
        var found = new ArrayList<Dependency>();
        for (var dependency : children(children(project, "dependencies").getFirst(), "dependency")) {
            var name = value(dependency, "groupId") + ":" + value(dependency, "artifactId");
            var alone = !children(dependency, "exclusions").isEmpty();
            found.add(new Dependency(name, name + ":" + value(dependency, "version") + (alone ? "@fatjar" : ""),
                    value(dependency, "scope")));
        }
        return found;
    }

    private static String value(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(Node::getTextContent).orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        return IntStream.range(0, parent.getChildNodes().getLength()).mapToObj(parent.getChildNodes()::item)
                .filter(Element.class::isInstance).map(Element.class::cast)
                .filter(child -> child.getTagName().equals(name)).toList();
    }
}
