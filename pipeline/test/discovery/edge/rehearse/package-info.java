/// Nights on GitHub, without GitHub.
package discovery.edge.rehearse;
