//SOURCES ../../model/*.java
//SOURCES ../../release/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../signing/*.java
//SOURCES ../zstd/*.java
/// Releases on disk and on the web: writing one, and opening one as every client does. What it hands out has been
/// verified; it never hands out anything else.
package discovery.edge.release;
