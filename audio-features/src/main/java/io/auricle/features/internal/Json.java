package io.auricle.features.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON (RFC 8259) to maps, lists, strings, doubles, booleans and null, and back. Strict: one value, no comments, no key twice,
 * no number beyond a double's range, at most 32 levels. For small documents of settings.
 */
public final class Json {
    private static final int MAX_DEPTH = 32;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads a document.
     *
     * @param text the document
     * @return a LinkedHashMap, ArrayList, String, Double, Boolean or null
     * @throws IllegalArgumentException naming the position at which the text stops being JSON
     */
    public static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.skipBlanks();
        if (json.at < text.length()) {
            throw json.expected("the end of the text");
        }
        return value;
    }

    private Object value() {
        skipBlanks();
        char c = peek();
        if (c == '{') {
            return object();
        } else if (c == '[') {
            return array();
        } else if (c == '"') {
            return string();
        } else if (c == '-' || c >= '0' && c <= '9') {
            return number();
        }
        return word();
    }

    private Object word() {
        if (text.startsWith("true", at)) {
            at += 4;
            return true;
        } else if (text.startsWith("false", at)) {
            at += 5;
            return false;
        } else if (text.startsWith("null", at)) {
            at += 4;
            return null;
        }
        throw expected("a value");
    }

    private Map<String, Object> object() {
        enter();
        Map<String, Object> map = new LinkedHashMap<>();
        while (next('}', map.isEmpty())) {
            skipBlanks();
            int keyAt = at;
            if (peek() != '"') {
                throw expected("a key in quotes");
            }
            String key = string();
            skipBlanks();
            take(':');
            Object value = value();
            if (map.containsKey(key)) {
                at = keyAt;
                throw expected("a key not used before");
            }
            map.put(key, value);
        }
        return map;
    }

    private List<Object> array() {
        enter();
        List<Object> list = new ArrayList<>();
        while (next(']', list.isEmpty())) {
            list.add(value());
        }
        return list;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw expected("at most " + MAX_DEPTH + " levels");
        }
        at++;
    }

    /** Steps over the comma before a further entry, or over the end. */
    private boolean next(char end, boolean first) {
        skipBlanks();
        if (peek() == end) {
            at++;
            depth--;
            return false;
        }
        if (!first) {
            take(',');
        }
        return true;
    }

    private String string() {
        at++;
        StringBuilder result = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw expected("no control character in a string");
            }
            at++;
            result.append(c == '\\' ? escape() : c);
        }
        at++;
        return result.toString();
    }

    private char escape() {
        char c = peek();
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (c != 'u'
                || at + 5 > text.length()
                || !text.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
            throw expected("an escape");
        }
        at += 5;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private Double number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(from, at);
        if (!digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
                || Double.isInfinite(Double.parseDouble(digits))) {
            at = from;
            throw expected("a number");
        }
        return Double.valueOf(digits);
    }

    private void take(char c) {
        if (peek() != c) {
            throw expected("'" + c + "'");
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw expected("more text");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        String found = at >= text.length() ? "the end" : "'" + text.charAt(at) + "'";
        return new IllegalArgumentException("json must have " + what + " at position " + at + ", got " + found);
    }

    /**
     * Writes a document on one line.
     *
     * @param value maps with string keys, lists, strings, finite numbers, booleans, nulls
     * @return the text; numbers read back to the same bits
     */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
                Map.Entry<?, ?> entry = i.next();
                quote((String) entry.getKey(), out);
                out.append(':');
                write(entry.getValue(), out);
                out.append(i.hasNext() ? "," : "");
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                out.append(i > 0 ? "," : "");
                write(list.get(i), out);
            }
            out.append(']');
        } else if (value instanceof String string) {
            quote(string, out);
        } else {
            out.append(value);
        }
    }

    private static void quote(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
