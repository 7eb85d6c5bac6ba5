package discovery.merge;

/// A cryptographic digest of a text (of its UTF-8 form) in hex, so that nobody can make two things look like one.
public interface Digest {
    String of(String text);
}
