/// Tests about the repository itself: what its files may hold and how they hang together. They run nothing.
package repo;
