//DEPS com.github.spullara.mustache.java:compiler:0.9.14
//SOURCES ../../learn/*.java
//SOURCES ../../model/*.java
//SOURCES ../../ops/*.java
//SOURCES ../../site/*.java
//FILES site-templates/=../../../../site-templates/*
//FILES site-templates/assets/=../../../../site-templates/assets/*
/// The templates, assets and sentences of `site-templates/`, compiled and filled in. The one owner of mustache.java.
///
/// It must not decide what a page says, open anything but the class path, or let a value through that is not escaped.
package discovery.edge.mustache;
