//SOURCES ../model/*.java
//SOURCES ../catalogs/*.java
/// What installing an entry means: what to know before, what is done, what is remembered, and what an audit finds
/// later. It touches no file and starts no program.
package discovery.install;
