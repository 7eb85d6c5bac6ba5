//DEPS com.google.re2j:re2j:1.8
//SOURCES ../../score/*.java
/// Regular expressions in linear time, for text that others choose. The one owner of RE2/J; it knows no rule.
package discovery.edge.re2j;
