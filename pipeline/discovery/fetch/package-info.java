//SOURCES ../model/*.java
/// From sources to observations: what to ask for, which files of a repository matter, and what each format says.
/// It does no I/O itself, knows no library, reads no clock, and executes or renders nothing of what it reads.
package discovery.fetch;
