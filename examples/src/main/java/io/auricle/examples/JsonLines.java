package io.auricle.examples;

import io.auricle.zoo.classify.LiveSound;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows live sound to a program: a line of JSON for each answer. */
final class JsonLines implements LiveView {

    private final PrintWriter out;
    private double levelDb;
    private boolean changed;

    JsonLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void block(float[][] block, int count, double seconds) {
        levelDb = Levels.decibels(block, count);
    }

    @Override
    public void changed(LiveSound.Change change) {
        changed = true;
    }

    @Override
    public void current(LiveSound.Change now) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("atSeconds", now.atSeconds());
        line.put("levelDb", levelDb);
        line.put("label", now.prediction().label());
        line.put("probability", now.prediction().probability());
        line.put("sure", now.prediction().sure());
        line.put("labels", now.prediction().labels());
        line.put("changed", changed);
        out.println(Json.line(line));
        out.flush();
        changed = false;
    }
}
