//DEPS org.apache.commons:commons-compress:1.28.0
/// Foreign tar archives, read as they stream. The one owner of Commons Compress; nothing is written to disk.
package discovery.edge.tar;
