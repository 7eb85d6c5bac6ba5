package discovery.edge.cli;

/// One machine's part of a work.
///
/// @param number from 1
/// @param of     how many parts there are
public record Share(int number, int of) {
    /// @param text `2/8`
    /// @throws WrongUsage if it is not a part of a whole
    static Share of(String text) throws WrongUsage {
        if (!text.matches("[1-9][0-9]{0,3}/[1-9][0-9]{0,3}")) {
            throw new WrongUsage("--shard is I/N, as 2/8, not `%s`".formatted(text));
        }
        var slash = text.indexOf('/');
        var share = new Share(Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        if (share.number > share.of) {
            throw new WrongUsage("there is no shard %d of %d".formatted(share.number, share.of));
        }
        return share;
    }

    /// True for what this part has to do: each number is in exactly one part.
    public boolean has(long id) {
        return Math.floorMod(id, of) == number - 1;
    }
}
