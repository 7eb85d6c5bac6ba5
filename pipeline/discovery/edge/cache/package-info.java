//SOURCES ../../fetch/*.java
//SOURCES ../../model/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../sqlite/*.java
//SOURCES ../zstd/*.java
/// What earlier nights fetched, in one SQLite file: answers with their ETags, blobs by git's id, the last good
/// observations of each source, what unchanged repositories said. It may be lost at any time; it holds no secret and
/// nothing that can't be had again.
package discovery.edge.cache;
