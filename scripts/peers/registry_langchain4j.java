///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS dev.langchain4j:langchain4j-mcp:1.18.1-beta28

import dev.langchain4j.mcp.registryclient.DefaultMcpRegistryClient;
import dev.langchain4j.mcp.registryclient.model.McpServerListRequest;

/// registry_langchain4j BASE: lists an MCP registry with langchain4j's client and looks each of the first servers up.
void main(String... args) {
    var client = DefaultMcpRegistryClient.builder().baseUrl(args[0]).build();
    var servers = client.listServers(McpServerListRequest.builder().build()).getServers();
    if (servers.isEmpty()) {
        throw new IllegalStateException("no servers");
    }
    for (var each : servers.subList(0, Math.min(10, servers.size()))) {
        var name = each.getServer().getName();
        var found = client.getSpecificServerVersion(name, "latest").getServer().getName();
        if (!found.equals(name)) {
            throw new IllegalStateException(name + " is " + found);
        }
    }
    IO.println(servers.size() + " servers");
}
