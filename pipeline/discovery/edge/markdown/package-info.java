//DEPS org.commonmark:commonmark:0.32.0
//DEPS org.commonmark:commonmark-ext-gfm-tables:0.32.0
//SOURCES ../../fetch/*.java
//SOURCES ../../model/*.java
/// Markdown lists as links with their context. The one owner of CommonMark; it renders nothing and follows no link.
package discovery.edge.markdown;
