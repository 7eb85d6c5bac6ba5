package discovery.fetch;

import java.util.List;

/// One link of a list.
///
/// @param headings the headings above it, outermost first
/// @param title    the link's own text
/// @param address  where it leads
/// @param words    what its bullet or table row says besides the link
/// @param running  true: it is not what a bullet or a table row is about, only mentioned somewhere
public record ListItem(List<String> headings, String title, String address, String words, boolean running) {}
