///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/correct/*.java

import discovery.edge.cli.CorrectOptions;
import discovery.edge.cli.Door;
import discovery.edge.correct.Correcting;

/// correct: a build that was public, laid out to be signed again under a new number: to roll back, or to revoke.
void main(String... args) {
    var options = new CorrectOptions();
    System.exit(Door.enter("pipeline/correct.java", "lay out a public build to be signed again", options, args, () -> {
        System.err.printf("build %d is laid out in %s; go on with diff, sign, validate, publish%n",
                Correcting.layOut(options), options.out());
        return 0;
    }));
}
