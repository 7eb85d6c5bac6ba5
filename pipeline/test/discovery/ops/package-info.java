/// Tests of the ledger, of the workflows' rules and of their language.
package discovery.ops;
