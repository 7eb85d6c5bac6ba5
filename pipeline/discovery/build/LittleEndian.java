package discovery.build;

/// Whole numbers in bytes, the lowest byte first.
public final class LittleEndian {
    private LittleEndian() {}

    public static void putInt(byte[] bytes, int at, int number) {
        for (var i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (number >>> (8 * i));
        }
    }

    public static int getInt(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    public static void putLong(byte[] bytes, int at, long number) {
        putInt(bytes, at, (int) number);
        putInt(bytes, at + 4, (int) (number >>> 32));
    }

    public static long getLong(byte[] bytes, int at) {
        return (getInt(bytes, at) & 0xFFFF_FFFFL) | (long) getInt(bytes, at + 4) << 32;
    }
}
