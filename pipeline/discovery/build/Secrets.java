package discovery.build;

import java.util.List;
import java.util.Locale;

/// Keys and passwords taken out of foreign text before it is shown or published: the author may take a leak back at its
/// place, and this index must not have spread it by then.
///
/// Tokens are known by their makers' prefixes, private keys by their armour, passwords in addresses by their place. What
/// is plainly a placeholder stays, because people look for it.
public final class Secrets {
    private static final String ARMOUR = "PRIVATE KEY-----";
    /// Of a line of armour: what it begins with and its label.
    private static final int LABEL = 60;
    private static final int DISTINCT = 10;
    /// Between the number and the key of a Telegram bot.
    private static final String BOT = ":AA";
    private static final int BOT_LETTERS = 34;

    /// A token's shape.
    ///
    /// @param least letters, digits, `-` and `_` that follow the prefix
    private record Shape(String prefix, int least, String name) {
        boolean isAddress() {
            return prefix.endsWith("/");
        }
    }

    private static final List<Shape> SHAPES = List.of(
            new Shape("ghp_", 36, "GitHub token"), new Shape("gho_", 36, "GitHub token"),
            new Shape("ghu_", 36, "GitHub token"), new Shape("ghs_", 36, "GitHub token"),
            new Shape("ghr_", 36, "GitHub token"), new Shape("github_pat_", 40, "GitHub token"),
            new Shape("glpat-", 20, "GitLab token"), new Shape("AKIA", 16, "AWS key"),
            new Shape("ASIA", 16, "AWS key"), new Shape("sk-ant-", 40, "Anthropic key"),
            new Shape("sk-proj-", 40, "OpenAI key"), new Shape("sk-", 40, "API key"),
            new Shape("sk_live_", 16, "Stripe key"), new Shape("rk_live_", 16, "Stripe key"),
            new Shape("xoxb-", 24, "Slack token"), new Shape("xoxp-", 24, "Slack token"),
            new Shape("xoxa-", 24, "Slack token"), new Shape("xapp-", 24, "Slack token"),
            new Shape("AIza", 35, "Google key"), new Shape("npm_", 36, "npm token"),
            new Shape("hf_", 30, "Hugging Face token"), new Shape("pypi-", 60, "PyPI token"),
            new Shape("dop_v1_", 60, "DigitalOcean token"), new Shape("SG.", 40, "SendGrid key"),
            new Shape("shpat_", 32, "Shopify token"), new Shape("eyJhbGciOi", 60, "signed token"),
            new Shape("hooks.slack.com/services/", 40, "Slack webhook"),
            new Shape("discord.com/api/webhooks/", 70, "Discord webhook"),
            new Shape("discordapp.com/api/webhooks/", 70, "Discord webhook"));

    private Secrets() {}

    /// The text with each secret replaced by `[redacted: KIND]`; of a redacted text, itself.
    public static String redacted(String text) {
        if (!mayHold(text)) {
            return text;
        }
        // A stand-in ends a word, so that a token may begin behind it, and its letters count as a key's. Neither can go on
        // for long: armour, addresses and passwords with a stand-in in them are none.
        var before = text;
        var clean = once(before);
        while (!clean.equals(before)) {
            before = clean;
            clean = once(before);
        }
        return clean;
    }

    private static String once(String text) {
        var clean = new StringBuilder(text.length());
        for (var i = 0; i < text.length();) {
            var end = end(text, i, clean);
            if (end > i) {
                i = end;
            } else {
                clean.append(text.charAt(i));
                i++;
            }
        }
        return clean.toString();
    }

    private static boolean mayHold(String text) {
        return text.contains(ARMOUR) || text.contains("://") || text.contains(BOT)
                || SHAPES.stream().anyMatch(shape -> text.contains(shape.prefix()));
    }

    /// The end of the secret that begins here, once its stand-in is appended; `at` where there is none.
    private static int end(String text, int at, StringBuilder clean) {
        return switch (text.charAt(at)) {
            case '-' -> armoured(text, at, clean);
            case ':' -> text.startsWith(BOT, at) ? bot(text, at, clean) : password(text, at, clean);
            case 'g', 'A', 's', 'r', 'x', 'n', 'h', 'p', 'd', 'S', 'e' -> token(text, at, clean);
            default -> at;
        };
    }

    private static int token(String text, int at, StringBuilder clean) {
        var isInside = at > 0 && isLetter(text.charAt(at - 1));
        if (isInside && text.charAt(at - 1) != '/') {
            return at;
        }
        for (var shape : SHAPES) {
            // An address follows a slash; a key does not, but random letters of another one may.
            if ((!isInside || shape.isAddress()) && text.startsWith(shape.prefix(), at)) {
                var from = at + shape.prefix().length();
                var end = from;
                while (end < text.length() && (isLetter(text.charAt(end)) || isJoint(text, end))) {
                    end++;
                }
                if (end - from >= shape.least() && isRandom(text.substring(from, end))) {
                    clean.append("[redacted: ").append(shape.name()).append(']');
                    return end;
                }
            }
        }
        return at;
    }

    /// A dot joins the parts of a signed token; one at the end of a sentence does not.
    private static boolean isJoint(String text, int at) {
        return text.charAt(at) == '.' && at + 1 < text.length() && isLetter(text.charAt(at + 1));
    }

    private static int armoured(String text, int at, StringBuilder clean) {
        var from = armour(text, at, "-----BEGIN ");
        if (from < 0) {
            return at;
        }
        var close = text.indexOf("-----END ", from);
        var end = close < 0 ? text.length() : close;
        if (text.substring(from, end).chars().filter(letter -> isLetter((char) letter)).count() < 40) {
            return at;
        }
        clean.append("[redacted: private key]");
        return close < 0 ? end : Math.max(end, armour(text, close, "-----END "));
    }

    /// The end of a line of armour that begins here; -1 where there is none. The labels in use are of capitals, digits and
    /// spaces (RFC 7468, sections 5 to 13), so that a stand-in is never part of one.
    private static int armour(String text, int at, String begins) {
        if (!text.startsWith(begins, at)) {
            return -1;
        }
        var end = at + begins.length();
        while (end < text.length() && end - at <= LABEL && isCapital(text.charAt(end))) {
            end++;
        }
        var key = end - ARMOUR.indexOf('-');
        return text.startsWith(ARMOUR, key) ? key + ARMOUR.length() : -1;
    }

    private static boolean isCapital(char letter) {
        return letter == ' ' || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    }

    /// `NUMBER:AAKEY`.
    private static int bot(String text, int at, StringBuilder clean) {
        var end = at + 1;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        var isNumbered =
                at >= 8 && text.substring(at - 8, at).chars().allMatch(letter -> letter >= '0' && letter <= '9');
        if (!isNumbered || end - at <= BOT_LETTERS || !isRandom(text.substring(at + 1, end))) {
            return at;
        }
        clean.append(":[redacted: Telegram token]");
        return end;
    }

    /// `://user:PASSWORD@host`.
    private static int password(String text, int at, StringBuilder clean) {
        if (!text.startsWith("://", at)) {
            return at;
        }
        var colon = 0;
        for (var i = at + 3; i < text.length() && i < at + 300; i++) {
            var letter = text.charAt(i);
            if (letter == ':' && colon == 0) {
                colon = i;
            } else if (letter == '@') {
                if (colon > 0 && isPassword(text.substring(colon + 1, i))) {
                    clean.append(text, at, colon + 1).append("[redacted: password]");
                    return i;
                }
                return at;
            } else if (letter == '/' || letter <= ' ' || letter == '"' || letter == '\'') {
                return at;
            }
        }
        return at;
    }

    private static boolean isPassword(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        return text.length() >= 8 && text.chars().allMatch(letter -> letter > ' ' && letter < 127)
                && text.chars().noneMatch(letter -> "${}<>[]*".indexOf(letter) >= 0)
                && !word.contains("pass") && !word.contains("secret") && !word.contains("token");
    }

    /// False for what people write in a key's place: `xxxx…`, `your_token_here`, `…EXAMPLE`.
    private static boolean isRandom(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        return text.chars().distinct().count() >= DISTINCT && !word.contains("example") && !word.contains("your")
                && !word.contains("xxxx") && !word.contains("placeholder") && !word.contains("_here");
    }

    private static boolean isLetter(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '+'
                || letter == '/';
    }
}
