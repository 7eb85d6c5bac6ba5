//DEPS org.slf4j:slf4j-nop:2.0.17
/// Silences the logging of libraries: what matters is a `Problem` or an error. Nothing here is called.
package discovery.edge.log;
