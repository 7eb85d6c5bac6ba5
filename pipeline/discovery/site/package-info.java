//SOURCES ../learn/*.java
//SOURCES ../model/*.java
//SOURCES ../ops/*.java
//SOURCES ../search/*.java
/// The site of one night as values: rows go in, the bytes of every page, list, feed and search shard come out through
/// the port `Pages`, dressed by the port `Theme`.
///
/// It must not open a file or a socket, read the clock or the locale, know a library, or let foreign text become
/// markup.
package discovery.site;
