package discovery.edge.bench;

import java.lang.management.ManagementFactory;

/// What this process has used of processors.
final class Cpu {
    private Cpu() {}

    static double seconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : System.nanoTime() / 1e9;
    }
}
