package discovery.merge;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Letters that look like others, and the skeleton that texts share which look alike.
///
/// The table holds what Unicode's confusables.txt 16.0 (https://www.unicode.org/Public/security/16.0.0/confusables.txt,
/// Unicode License v3) maps to one ASCII letter or digit, without what NFKD and lower case make of it anyway, and
/// without the planes above the first.
final class Confusables {
    /// What is written in ASCII, then what looks like it.
    private static final List<String> TABLE = List.of(
            "2", "\u01A7\u01BB\u03E8\u14BF\uA644\uA75A",
            "3", "\u01B7\u01EE\u021C\u0417\u0498\u04DE\u04E0\u2CCC\uA76A\uA7AB",
            "4", "\u13CE",
            "5", "\u01BC",
            "6", "\u0431\u13EE\u2CD2",
            "8", "\u0222\u0223\u09EA\u0A6A",
            "9", "\u09ED\u0A67\u0B68\u0D6D\u2CCA\uA76E",
            "a", "\u0251\u0386\u0391\u03AC\u03B1\u0410\u0430\u04D0\u04D1\u04D2\u04D3\u13AA\u15C5\u1E9A"
                    + "\u1F00\u1F01\u1F02\u1F03\u1F04\u1F05\u1F06\u1F07\u1F08\u1F09\u1F0A\u1F0B\u1F0C\u1F0D"
                    + "\u1F0E\u1F0F\u1F70\u1F71\u1F80\u1F81\u1F82\u1F83\u1F84\u1F85\u1F86\u1F87\u1F88\u1F89"
                    + "\u1F8A\u1F8B\u1F8C\u1F8D\u1F8E\u1F8F\u1FB0\u1FB1\u1FB2\u1FB3\u1FB4\u1FB6\u1FB7\u1FB8"
                    + "\u1FB9\u1FBA\u1FBB\u1FBC\uA4EE",
            "b", "\u0180\u0182\u0183\u0184\u0253\u0392\u0411\u0412\u042C\u0462\u0463\u048C\u048D\u13CF"
                    + "\u13F4\u1472\u1473\u15AF\u15F7\uA4D0\uA7B4",
            "c", "\u023C\u03F2\u03F9\u0421\u0441\u04AA\u04AB\u13DF\u1D04\u2CA4\u2CA5\uA4DA\uABAF",
            "d", "\u00D0\u0110\u0111\u0189\u018C\u0256\u0257\u0501\u13A0\u13E7\u146F\u15DE\u15EA\uA4D2"
                    + "\uA4D3",
            "e", "\u0246\u0247\u0388\u0395\u0400\u0401\u0415\u0435\u0450\u0451\u04BD\u04BF\u04D6\u04D7"
                    + "\u13AC\u1F18\u1F19\u1F1A\u1F1B\u1F1C\u1F1D\u1FC8\u1FC9\u2D39\uA4F0\uAB32",
            "f", "\u0191\u0192\u03DC\u0584\u15B4\u1D6E\u1E9D\uA4DD\uA798\uA799\uAB35",
            "g", "\u018D\u01E4\u01E5\u0260\u0261\u050C\u0581\u13C0\u13F3\u1D83\u1DA2\uA4D6",
            "h", "\u0126\u0127\u0266\u0389\u0397\u041D\u045B\u04A2\u04BB\u04C7\u04C9\u0570\u13BB\u13C2"
                    + "\u13F2\u157C\u1F28\u1F29\u1F2A\u1F2B\u1F2C\u1F2D\u1F2E\u1F2F\u1F98\u1F99\u1F9A\u1F9B"
                    + "\u1F9C\u1F9D\u1F9E\u1F9F\u1FCA\u1FCB\u1FCC\u210F\u2C67\u2C8E\uA4E7\uA695",
            "i", "\u0131\u0268\u0269\u026A\u0390\u03AF\u03B9\u03CA\u0456\u0457\u04CF\u13A5\u1D7B\u1D7C"
                    + "\u1F30\u1F31\u1F32\u1F33\u1F34\u1F35\u1F36\u1F37\u1F76\u1F77\u1FBE\u1FD0\u1FD1\u1FD2"
                    + "\u1FD3\u1FD6\u1FD7\uA647\uAB75",
            "j", "\u0248\u0249\u037F\u03F3\u0408\u0458\u13AB\u148D\uA4D9\uA7B2",
            "k", "\u0199\u039A\u040C\u041A\u049A\u049E\u13E6\u16D5\u2C69\u2C94\uA4D7\uA740",
            "l", "\u0141\u0142\u0196\u0197\u019A\u01C0\u026B\u026D\u038A\u0399\u03AA\u0406\u0407\u04C0"
                    + "\u05D5\u05DF\u0622\u0623\u0625\u0627\u0661\u0673\u06F1\u07CA\u13DE\u14AA\u16C1\u1F38"
                    + "\u1F39\u1F3A\u1F3B\u1F3C\u1F3D\u1F3E\u1F3F\u1FD8\u1FD9\u1FDA\u1FDB\u2C92\u2CD0\u2D4F"
                    + "\uA4E1\uA4F2\uFB35\uFB4B\uFD3C\uFD3D\uFE87\uFE88\uFE8D\uFE8E",
            "m", "\u039C\u03FA\u041C\u04CD\u13B7\u15F0\u16D6\u2C98\uA4DF",
            "n", "\u019D\u019E\u0273\u039D\u03AE\u03B7\u0578\u057C\u1D70\u1F20\u1F21\u1F22\u1F23\u1F24"
                    + "\u1F25\u1F26\u1F27\u1F74\u1F75\u1F90\u1F91\u1F92\u1F93\u1F94\u1F95\u1F96\u1F97\u1FC2"
                    + "\u1FC3\u1FC4\u1FC6\u1FC7\u2C9A\uA4E0",
            "o", "\u00D8\u00F8\u019F\u01FE\u01FF\u0275\u038C\u0398\u039F\u03B8\u03BF\u03C3\u03CC\u03D1"
                    + "\u03F4\u041E\u043E\u0472\u0473\u04E6\u04E7\u04E8\u04E9\u04EA\u04EB\u0555\u0585\u05E1"
                    + "\u0647\u0665\u06BE\u06C0\u06C1\u06C2\u06D5\u06F5\u06FF\u07C0\u0966\u09E6\u0A66\u0AE6"
                    + "\u0B20\u0B66\u0BE6\u0C66\u0CE6\u0D20\u0D66\u0E50\u0ED0\u1010\u101D\u1040\u10FF\u12D0"
                    + "\u13BE\u13EB\u1D0F\u1D11\u1F40\u1F41\u1F42\u1F43\u1F44\u1F45\u1F48\u1F49\u1F4A\u1F4B"
                    + "\u1F4C\u1F4D\u1F78\u1F79\u1FF8\u1FF9\u2C9E\u2C9F\u2D31\u2D41\u2D54\uA4F3\uA74A\uA74B"
                    + "\uAB3D\uAB3E\uAB74\uAB8E\uABBB\uFB41\uFBA6\uFBA7\uFBA8\uFBA9\uFBAA\uFBAB\uFBAC\uFBAD"
                    + "\uFCD9\uFEE9\uFEEA\uFEEB\uFEEC",
            "p", "\u01A5\u03A1\u03C1\u03F1\u0420\u0440\u13E2\u146D\u1D7D\u1FE4\u1FE5\u1FEC\u2CA2\u2CA3"
                    + "\uA4D1",
            "q", "\u02A0\u051B\u0563\u0566\u2D55",
            "r", "\u01A6\u024D\u027C\u027D\u0433\u0453\u0493\u13A1\u13D2\u1587\u1D26\u1D72\u2C85\uA4E3"
                    + "\uAB47\uAB48\uAB81",
            "s", "\u01BD\u0282\u0405\u0455\u054F\u13D5\u13DA\u1D74\uA4E2\uA731\uABAA",
            "t", "\u0166\u0167\u01AD\u01AE\u023E\u03A4\u0422\u04AC\u13A2\u1D75\u2CA6\uA4D4",
            "u", "\u0244\u028B\u03B0\u03C5\u03CB\u03CD\u054D\u057D\u1200\u13CC\u144C\u1D1C\u1D7E\u1F50"
                    + "\u1F51\u1F52\u1F53\u1F54\u1F55\u1F56\u1F57\u1F7A\u1F7B\u1FE0\u1FE1\u1FE2\u1FE3\u1FE6"
                    + "\u1FE7\uA4F4\uA79F\uAB4E\uAB52\uAB9C",
            "v", "\u03BD\u0474\u0475\u0476\u0477\u05D8\u0667\u06F7\u13D9\u142F\u1D20\u2D38\uA4E6\uA6DF"
                    + "\uABA9\uFB38",
            "w", "\u026F\u0461\u047D\u051C\u051D\u0561\u13B3\u13D4\u1D21\uA4EA\uA761\uAB83",
            "x", "\u03A7\u0425\u0445\u04B2\u1541\u157D\u16B7\u2CAC\u2D5D\uA4EB\uA7B3",
            "y", "\u01B4\u024E\u024F\u0263\u028F\u038E\u03A5\u03AB\u03B3\u03D2\u03D3\u03D4\u040E\u0423"
                    + "\u0443\u045E\u04AE\u04AF\u04B0\u04B1\u04EE\u04EF\u04F0\u04F1\u04F2\u04F3\u10E7\u13A9"
                    + "\u13BD\u1D8C\u1EFF\u1F59\u1F5B\u1F5D\u1F5F\u1FE8\u1FE9\u1FEA\u1FEB\u213D\u2CA8\uA4EC"
                    + "\uAB5A",
            "z", "\u01B5\u01B6\u0224\u0225\u0290\u0396\u13C3\u1D22\u1D76\uA4DC\uAB93");
    private static final Map<Character, Character> LOOKS = looks();

    private Confusables() {}

    private static Map<Character, Character> looks() {
        var looks = new HashMap<Character, Character>();
        for (var i = 0; i < TABLE.size(); i += 2) {
            var like = TABLE.get(i).charAt(0);
            TABLE.get(i + 1).chars().forEach(unit -> looks.put((char) unit, like));
        }
        return looks;
    }

    /// The text in ASCII, as far as it looks like that: lower case, without marks.
    static String ascii(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var ascii = new StringBuilder(plain.length());
        for (var i = 0; i < plain.length(); i++) {
            var unit = plain.charAt(i);
            if (Character.getType(unit) != Character.NON_SPACING_MARK) {
                ascii.append(unit < 0x80 ? unit : LOOKS.getOrDefault(unit, unit));
            }
        }
        return ascii.toString();
    }

    /// Equal for texts that a hasty reader takes for one another: what looks alike in ASCII is one, too (`0` and `o`,
    /// `1`, `i` and `l`, `rn` and `m`, `vv` and `w`), and hyphens, dots and underscores are none.
    static String skeleton(String text) {
        return ascii(text).replace("rn", "m").replace("vv", "w").replace('0', 'o').replace('1', 'l').replace('i', 'l')
                .replaceAll("[-_.]", "");
    }
}
