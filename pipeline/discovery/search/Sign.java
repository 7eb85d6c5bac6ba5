package discovery.search;

/// What a codebase shows that it uses.
///
/// @param topic    in few words, such as `React`
/// @param question what to search for because of it
/// @param evidence where it shows, such as `package.json` or `212 .ts files`
/// @param weight   how much it says of the codebase, from 0 to 1
public record Sign(String topic, String question, String evidence, double weight) {}
