package io.auricle.picture;

import java.text.Normalizer;

/**
 * Letters made of lines, for JVMs without fonts.
 *
 * <p>A glyph is its width and some polylines. Every point is two digits of base 36, x and y; the foot of the letters is at
 * 4, small letters reach to 12, capitals to 16. Accents are dropped, and what is not in ASCII becomes a box.
 */
final class StrokeFont {
    private static final int FOOT = 4;
    private static final int CAP_UNITS = 12;
    private static final int GAP_UNITS = 4;
    private static final int SPACE_UNITS = 4;
    private static final int RADIX = 36;
    private static final double PEN_SHARE = 0.13;
    private static final String BOX = "8 04 0g 8g 84 04";
    /** From {@code !} on, in the order of ASCII. */
    private static final String[] GLYPHS = {
        "0 0g 08,04", // !
        "3 0g 0d,3g 3d", // "
        "9 14 4g,54 8g,08 98,0c 9c", // #
        "8 06 15 34 54 75 87 79 5a 3a 1b 0d 1f 3g 5g 7f 8e,4i 42", // $
        "a 04 ag,0e 1g 3g 4e 3c 1c 0e,66 78 98 a6 94 74 66", // %
        "9 94 1d 1f 3g 5g 6e 6d 09 07 15 34 54 98", // &
        "0 0g 0d", // '
        "3 3h 1e 0a 16 33", // (
        "3 0h 2e 3a 26 03", // )
        "6 3f 37,0d 69,09 6d", // *
        "8 0a 8a,46 4e", // +
        "1 15 14 02", // ,
        "6 0a 6a", // -
        "0 04", // .
        "6 03 6h", // /
        "8 07 0d 1f 3g 5g 7f 8d 87 75 54 34 15 07", // 0
        "8 1d 4g 44,14 74", // 1
        "8 0d 1f 3g 5g 7f 8d 8b 79 04 84", // 2
        "8 0e 1f 3g 5g 7f 8d 8c 7b 5a 79 87 86 75 54 34 15 06,3a 5a", // 3
        "8 64 6g 08 88", // 4
        "8 7g 1g 0a 2b 5b 7a 88 87 75 54 34 15 06", // 5
        "8 7f 5g 3g 1f 0d 07 15 34 54 75 87 88 7a 5b 3b 1a 08", // 6
        "8 0g 8g 34", // 7
        "8 3a 1b 0d 1f 3g 5g 7f 8d 7b 5a 3a 19 07 15 34 54 75 87 79 5a", // 8
        "8 15 34 54 75 87 8d 7f 5g 3g 1f 0d 0c 1a 39 59 7a 8c", // 9
        "0 05,0b", // :
        "1 1b,15 14 02", // ;
        "8 8e 0a 86", // <
        "8 08 88,0c 8c", // =
        "8 0e 8a 06", // >
        "8 0d 1f 3g 5g 7f 8d 7b 4a 48,44", // ?
        "c 8c 6d 4c 3a 48 67 88 8c 88 97 b8 cb bd 9f 7g 5g 2e 0b 08 25 44 84", // @
        "8 04 4g 84,18 78", // A
        "8 04 0g 5g 7f 8d 7b 5a 79 87 75 54 04,0a 5a", // B
        "8 86 75 54 34 15 07 0d 1f 3g 5g 7f 8e", // C
        "8 04 0g 5g 7e 8c 88 76 54 04", // D
        "7 74 04 0g 7g,0a 6a", // E
        "7 04 0g 7g,0a 6a", // F
        "8 8e 7f 5g 3g 1f 0d 07 15 34 54 75 87 8a 5a", // G
        "8 04 0g,84 8g,0a 8a", // H
        "0 04 0g", // I
        "6 6g 67 55 34 15 06", // J
        "8 04 0g,8g 09,3c 84", // K
        "7 0g 04 74", // L
        "a 04 0g 58 ag a4", // M
        "8 04 0g 84 8g", // N
        "a 07 0d 1f 3g 7g 9f ad a7 95 74 34 15 07", // O
        "8 04 0g 5g 7f 8d 8c 7a 59 09", // P
        "a 07 0d 1f 3g 7g 9f ad a7 95 74 34 15 07,67 a3", // Q
        "8 04 0g 5g 7f 8d 8c 7a 59 09,49 84", // R
        "8 06 15 34 54 75 87 79 5a 3a 1b 0d 1f 3g 5g 7f 8e", // S
        "8 4g 44,0g 8g", // T
        "8 0g 07 15 34 54 75 87 8g", // U
        "8 0g 44 8g", // V
        "c 0g 34 6e 94 cg", // W
        "8 04 8g,0g 84", // X
        "8 0g 4a 8g,4a 44", // Y
        "8 0g 8g 04 84", // Z
        "3 3h 0h 03 33", // [
        "6 0h 63", // backslash
        "3 0h 3h 33 03", // ]
        "8 0c 4g 8c", // ^
        "8 02 82", // _
        "2 0g 2d", // `
        "7 7b 5c 3c 1b 09 07 15 34 54 75,7c 74", // a
        "7 0b 2c 4c 6b 79 77 65 44 24 05,0g 04", // b
        "7 7a 5c 3c 1b 09 07 15 34 54 76", // c
        "7 7b 5c 3c 1b 09 07 15 34 54 75,7g 74", // d
        "7 08 78 79 6b 4c 3c 1b 09 07 15 34 54 75", // e
        "5 5g 4g 2e 24,0c 5c", // f
        "7 7b 5c 3c 1b 09 07 15 34 54 75,7c 73 61 40 20 01", // g
        "7 0a 2c 4c 6b 79 74,0g 04", // h
        "0 0c 04,0g", // i
        "2 2c 22 10 00,2g", // j
        "7 0g 04,6c 08,29 74", // k
        "2 0g 06 14 24", // l
        "c 0c 04,0a 2c 3c 5b 69 64,6a 8c 9c bb c9 c4", // m
        "7 0c 04,0a 2c 4c 6b 79 74", // n
        "7 07 09 1b 3c 4c 6b 79 77 65 44 34 15 07", // o
        "7 0b 2c 4c 6b 79 77 65 44 24 05,0c 00", // p
        "7 7b 5c 3c 1b 09 07 15 34 54 75,7c 70", // q
        "5 0c 04,09 2b 4c 5c", // r
        "6 05 24 44 65 67 58 18 09 0b 2c 4c 6b", // s
        "5 2g 26 34 54,0c 5c", // t
        "7 0c 07 15 34 54 76,7c 74", // u
        "6 0c 34 6c", // v
        "a 0c 34 5a 74 ac", // w
        "6 0c 64,04 6c", // x
        "6 0c 34,6c 20 00", // y
        "6 0c 6c 04 64", // z
        "4 4h 2f 2b 0a 29 25 43", // {
        "0 0h 02", // |
        "4 0h 2f 2b 4a 29 25 03", // }
        "8 09 2b 69 8b", // ~
    };

    /** Takes one stroke of a letter, y upwards from the foot. */
    @FunctionalInterface
    interface Stroke {
        void line(double x0, double y0, double x1, double y1, double pen);
    }

    private StrokeFont() {}

    static double width(String text, double capHeight) {
        int units = 0;
        for (char c : plain(text).toCharArray()) {
            units += advance(c);
        }
        return Math.max(0, units - GAP_UNITS) * capHeight / CAP_UNITS;
    }

    static void draw(String text, double capHeight, Stroke stroke) {
        double unit = capHeight / CAP_UNITS;
        double pen = Math.max(1, capHeight * PEN_SHARE);
        int at = 0;
        for (char c : plain(text).toCharArray()) {
            if (c != ' ') {
                for (String polyline : glyph(c).substring(2).split(",")) {
                    draw(polyline, at, unit, pen, stroke);
                }
            }
            at += advance(c);
        }
    }

    private static void draw(String polyline, int left, double unit, double pen, Stroke stroke) {
        String[] points = polyline.split(" ");
        String from = points[0];
        boolean dot = points.length == 1;
        for (int i = dot ? 0 : 1; i < points.length; i++) {
            stroke.line(
                    (left + x(from)) * unit,
                    y(from) * unit,
                    (left + x(points[i])) * unit,
                    y(points[i]) * unit,
                    dot ? 1.5 * pen : pen);
            from = points[i];
        }
    }

    private static int x(String point) {
        return Character.digit(point.charAt(0), RADIX);
    }

    private static int y(String point) {
        return Character.digit(point.charAt(1), RADIX) - FOOT;
    }

    private static int advance(char c) {
        return GAP_UNITS + (c == ' ' ? SPACE_UNITS : x(glyph(c)));
    }

    private static String glyph(char c) {
        int index = c - '!';
        return index >= 0 && index < GLYPHS.length ? GLYPHS[index] : BOX;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
