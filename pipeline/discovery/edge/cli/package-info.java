//DEPS info.picocli:picocli:4.7.7
//SOURCES ../../model/*.java
//SOURCES ../../search/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../progress/*.java
//COMPILE_OPTIONS -encoding UTF-8 -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//RUNTIME_OPTIONS -Xmx2g -XX:+UseSerialGC
/// The doorway that every stage goes through: arguments, errors in one sentence, exit codes, and folders that appear
/// whole. The one owner of picocli; it knows no stage's work.
package discovery.edge.cli;
