package discovery.edge.learn;

import discovery.edge.json.Json;
import discovery.edge.cli.ClientOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/// `discover learn`.
public final class Learning {
    private Learning() {}

    /// Without words: the paths; with an id: its steps; with `check` and perhaps a folder after it: looks at the
    /// exercises.
    public static int answer(ClientOptions options, PrintStream out) throws IOException {
        var lessons = Lessons.of(options.home());
        var words = options.words();
        var id = words.isEmpty() ? "" : words.getFirst();
        if (words.size() > 1 && words.get(1).equals("check")) {
            lessons.check(id, Path.of(words.size() > 2 ? words.get(2) : "."));
        }
        if (options.json()) {
            out.println(Json.line(lessons.told(id)));
            return 0;
        }
        if (id.isEmpty()) {
            for (var path : lessons.paths()) {
                out.println("%-16s %d/%d  %s (%d min)%n                 %s".formatted(path.id(),
                        lessons.done(path.id()).size(), path.steps().size(), path.title(), path.minutes(),
                        path.about()));
            }
            return 0;
        }
        var path = lessons.path(id);
        var done = lessons.done(id);
        out.println(path.title() + "\n" + path.about());
        for (var i = 0; i < path.steps().size(); i++) {
            var step = path.steps().get(i);
            out.println("%n[%s] %d. %s%n    %s".formatted(
                    done.contains(i + 1) ? "x" : " ", i + 1, step.title(), step.text()));
            step.entries().forEach(question -> out.println("    discover search " + question));
            step.exercise().ifPresent(exercise -> out.println("    Exercise: " + exercise.task()));
        }
        out.println("%nRun `discover learn %s check [FOLDER]` when you have done an exercise.".formatted(id));
        return 0;
    }
}
