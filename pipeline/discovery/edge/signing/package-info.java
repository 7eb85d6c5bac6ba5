//DEPS org.bouncycastle:bcprov-jdk18on:1.86
//DEPS org.bouncycastle:bcpg-jdk18on:1.86
//SOURCES ../../model/*.java
//SOURCES ../files/*.java

/// Keys and signatures of a release: TUF metadata written and verified, and the OpenPGP signature that plain `gpg`
/// accepts; the one owner of Bouncy Castle.
///
/// It must not open files or sockets, read the clock or the environment, or know what the signed files mean: bytes,
/// keys and instants come in as arguments, bytes go out.
package discovery.edge.signing;
