//FILES paths/first-steps.yaml=../../../../manifests/paths/first-steps.yaml
//FILES paths/write-a-skill.yaml=../../../../manifests/paths/write-a-skill.yaml
//FILES paths/mcp-servers.yaml=../../../../manifests/paths/mcp-servers.yaml
//FILES paths/install-safely.yaml=../../../../manifests/paths/install-safely.yaml
//FILES paths/build-a-plugin.yaml=../../../../manifests/paths/build-a-plugin.yaml
//FILES paths/work-in-a-team.yaml=../../../../manifests/paths/work-in-a-team.yaml
//SOURCES ../../learn/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
/// Learning paths from `manifests/paths/`, their checks on this machine, and what a learner has done.
package discovery.edge.learn;
