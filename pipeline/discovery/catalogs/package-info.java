//SOURCES ../model/*.java
//SOURCES ../build/*.java
/// The documents that other people's programs read: Claude Code marketplaces, indexes of the Agent Skills discovery
/// format, an MCP registry, AI catalogs, server cards. Rows go in, paths with texts come out.
///
/// Foreign text is only ever a value in them, and no document grows with the index: each is bounded by `Most`.
package discovery.catalogs;
