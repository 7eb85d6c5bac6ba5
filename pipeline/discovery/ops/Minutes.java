package discovery.ops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Minutes of GitHub Actions that the schedules take.
public final class Minutes {
    /// Of a month.
    static final double DAYS = 365.25 / 12;

    private Minutes() {}

    /// What one run of a job takes, rounded up to whole minutes as GitHub bills it: `minutes:` in `infra.yaml`.
    ///
    /// @param workflow file name
    /// @param grows    with the number of entries
    /// @param only     share of runs in which it runs, in hundredths; empty: in all
    public record Taken(
            String workflow, String job, long minutes, boolean grows, OptionalLong only, Optional<String> why) {
        double share() {
            return only.orElse(100) / 100.0;
        }
    }

    /// A month, by workflow.
    ///
    /// @param growing of them, those of jobs that take longer for more entries
    public record Month(Map<String, Double> byWorkflow, double growing) {
        public long total() {
            return (long) Math.ceil(byWorkflow.values().stream().mapToDouble(Double::doubleValue).sum());
        }

        /// With so many times the entries: an upper bound, because starting up does not grow.
        public long grown(int times) {
            return (long) Math.ceil(total() + growing * (times - 1));
        }

        String words() {
            return byWorkflow.entrySet().stream().map(each -> "%s %.0f".formatted(each.getKey(), each.getValue()))
                    .collect(Collectors.joining(", "));
        }
    }

    /// Sums up what runs by schedule. A job that `taken` does not know takes as long as it may.
    public static Month of(List<Workflow> workflows, List<Taken> taken) {
        var months = new LinkedHashMap<String, Double>();
        var growing = 0.0;
        for (var workflow : workflows) {
            var runs = workflow.crons().stream().mapToDouble(Cron::runsADay).sum() * DAYS;
            var minutes = 0.0;
            for (var job : workflow.jobs()) {
                var known = taken.stream().filter(each -> each.workflow().equals(workflow.file()))
                        .filter(each -> each.job().equals(job.name())).findFirst();
                var most = Workflow.text(job.tree(), "timeout-minutes").map(Double::parseDouble).orElse(360.0);
                var one = known.map(each -> each.minutes() * each.share()).orElse(most) * job.matrix().size();
                minutes += one;
                growing += known.filter(Taken::grows).map(each -> one * runs).orElse(0.0);
            }
            if (runs > 0) {
                months.put(workflow.file(), minutes * runs);
            }
        }
        return new Month(months, growing);
    }
}
