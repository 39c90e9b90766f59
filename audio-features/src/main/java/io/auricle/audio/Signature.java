package io.auricle.audio;

/** How the first bytes of a file are shown. */
final class Signature {
    private Signature() {}

    static String describe(byte[] head) {
        if (head.length == 0) {
            return "an empty file";
        }
        var hex = new StringBuilder();
        for (byte b : head) {
            hex.append(String.format("%02X ", b));
        }
        return "bytes " + hex.toString().trim();
    }
}
