package discovery.edge.fuzz;

/// What Jazzer calls. The property `fuzz.target` names one of `Targets`; without it the first byte of the input does.
public final class Target {
    private static final String NAME = System.getProperty("fuzz.target", "");

    private Target() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (NAME.isEmpty()) {
            Targets.runAny(input);
        } else {
            Targets.run(NAME, input);
        }
    }
}
