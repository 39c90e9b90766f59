package io.auricle.examples;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands as a person would, and keeps what they print. */
record Cli(int code, String out, String err) {

    static Cli run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] args = java.util.Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Cli(code, out.toString(), err.toString());
    }
}
