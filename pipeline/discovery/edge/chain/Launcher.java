package discovery.edge.chain;

import discovery.edge.cli.Home;
import discovery.model.Stage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a stage's process is started: straight from the class path, where the stages' classes are on it (a Maven build);
/// else by JBang, from the stage's source.
sealed interface Launcher {
    List<String> command(Stage stage);

    static Launcher find(Path config) throws IOException {
        var loader = Launcher.class.getClassLoader();
        if (loader != null && loader.getResource("merge.class") != null) {
            return new Straight(System.getProperty("java.class.path", ""));
        }
        return new ByJbang(Home.find(config));
    }

    /// @param classPath of this process
    record Straight(String classPath) implements Launcher {
        @Override
        public List<String> command(Stage stage) {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, stage.toString()));
            return command;
        }
    }

    /// @param home the repository
    record ByJbang(Path home) implements Launcher {
        @Override
        public List<String> command(Stage stage) {
            var windows = System.getProperty("os.name", "").startsWith("Windows");
            return windows
                    ? List.of("cmd", "/c", "jbang", source(stage))
                    : List.of(home.resolve("scripts/jbang").toString(), source(stage));
        }

        private String source(Stage stage) {
            return home.resolve("pipeline").resolve(stage + ".java").toString();
        }
    }
}
