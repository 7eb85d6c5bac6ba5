/// What the index stands on and what became of it: the ledger, its questions, and the rules of its workflows.
/// **Invariant:** it measures nothing and asks nobody; what it says follows from what it is given.
package discovery.ops;
