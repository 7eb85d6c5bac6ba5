/// The words of the index as immutable values: what sources say, what we make of it, what is published.
/// It does no I/O, knows no library and no other package.
package discovery.model;
