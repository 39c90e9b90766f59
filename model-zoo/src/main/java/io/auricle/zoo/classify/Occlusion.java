package io.auricle.zoo.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Finds the cells of a picture that a label needs most: the cell whose covering costs the label most, then the one that costs most beside
 * that, and so on. Greedy because regions stand in for each other: a siren's second sweep matters once the first is gone. Lazy as in
 * Minoux's accelerated greedy algorithm (1978): only cells that look best are asked about again, a few each time; all of a round go through
 * the network in one call, and the best two of them are covered.
 */
final class Occlusion {
    /** Share of the picture whose cells are put in order one by one. */
    static final double EXPLORED = 0.2;

    private static final int CELLS_DOWN = 16;
    private static final int CELLS_ACROSS = 24;
    private static final int COVERED_AT_ONCE = 2;
    /** Pictures of one call. */
    static final int CALL = 32;
    /** With two covers, and the two as they stand now, a call's worth. */
    private static final int ASKED_AGAIN = CALL / 2 - 1;

    private final int bands;
    private final int frames;
    private final float[] picture;
    private final Function<List<float[]>, double[]> logOdds;
    private final List<Cover> covers;

    /** What cells are covered with: once an average sound (0 when standardised), once the window's own silence. */
    private static final class Cover {
        private final float fill;
        private final float[] values;

        Cover(float fill, float[] picture) {
            this.fill = fill;
            this.values = picture.clone();
        }
    }

    /** A rectangle of the picture and what covering it would cost, as of some round. */
    static final class Cell {
        private final int fromBand;
        private final int toBand;
        private final int fromFrame;
        private final int toFrame;
        private double cost;

        Cell(int fromBand, int toBand, int fromFrame, int toFrame) {
            this.fromBand = fromBand;
            this.toBand = toBand;
            this.fromFrame = fromFrame;
            this.toFrame = toFrame;
        }

        double cost() {
            return cost;
        }

        int places() {
            return (toBand - fromBand) * (toFrame - fromFrame);
        }

        /** The cell's places in a row-major picture of so many frames. */
        int[] places(int frames) {
            int[] places = new int[places()];
            int next = 0;
            for (int band = fromBand; band < toBand; band++) {
                for (int frame = fromFrame; frame < toFrame; frame++) {
                    places[next++] = band * frames + frame;
                }
            }
            return places;
        }
    }

    /**
     * @param picture standardised, bands x frames; left as it is
     * @param logOdds the label's, for at most {@link #CALL} pictures at once
     */
    Occlusion(int bands, int frames, float[] picture, Function<List<float[]>, double[]> logOdds) {
        this.bands = bands;
        this.frames = frames;
        this.picture = picture;
        this.logOdds = logOdds;
        float silence = Float.POSITIVE_INFINITY;
        for (float value : picture) {
            silence = Math.min(silence, value);
        }
        this.covers = List.of(new Cover(0, picture), new Cover(silence, picture));
    }

    /** All cells, most needed first; each with what covering it costs beside those before it. */
    List<Cell> cellsInOrder() {
        PriorityQueue<Cell> waiting =
                new PriorityQueue<>(Comparator.comparingDouble(Cell::cost).reversed());
        List<Cell> all = grid();
        ask(all);
        waiting.addAll(all);
        List<Cell> ordered = new ArrayList<>();
        int explored = 0;
        for (int round = 1; !waiting.isEmpty() && explored < EXPLORED * picture.length; round++) {
            if (round > 1) {
                askBest(waiting);
            }
            for (int i = 0; i < COVERED_AT_ONCE && !waiting.isEmpty(); i++) {
                Cell best = waiting.poll();
                ordered.add(best);
                explored += best.places();
                cover(best);
            }
        }
        while (!waiting.isEmpty()) {
            ordered.add(waiting.poll());
        }
        return ordered;
    }

    /** Asks again about the cells that look best. */
    private void askBest(PriorityQueue<Cell> waiting) {
        List<Cell> best = new ArrayList<>();
        while (best.size() < ASKED_AGAIN && !waiting.isEmpty()) {
            best.add(waiting.poll());
        }
        ask(best);
        waiting.addAll(best);
    }

    private List<Cell> grid() {
        int high = (bands + CELLS_DOWN - 1) / CELLS_DOWN;
        int wide = (frames + CELLS_ACROSS - 1) / CELLS_ACROSS;
        List<Cell> cells = new ArrayList<>();
        for (int band = 0; band < bands; band += high) {
            for (int frame = 0; frame < frames; frame += wide) {
                cells.add(new Cell(band, Math.min(bands, band + high), frame, Math.min(frames, frame + wide)));
            }
        }
        return cells;
    }

    /** What covering each of some cells costs now, in as few calls as may be. */
    private void ask(List<Cell> cells) {
        List<float[]> pictures = new ArrayList<>();
        covers.forEach(cover -> pictures.add(cover.values.clone()));
        for (Cell cell : cells) {
            for (Cover cover : covers) {
                pictures.add(covered(cover, cell));
            }
        }
        double[] odds = inCalls(pictures);
        int next = covers.size();
        for (Cell cell : cells) {
            double sum = 0;
            for (int i = 0; i < covers.size(); i++) {
                sum += odds[i] - odds[next++];
            }
            cell.cost = sum / covers.size();
        }
    }

    private double[] inCalls(List<float[]> pictures) {
        double[] all = new double[pictures.size()];
        for (int from = 0; from < all.length; from += CALL) {
            double[] some = logOdds.apply(pictures.subList(from, Math.min(all.length, from + CALL)));
            System.arraycopy(some, 0, all, from, some.length);
        }
        return all;
    }

    private float[] covered(Cover cover, Cell cell) {
        float[] values = cover.values.clone();
        for (int place : cell.places(frames)) {
            values[place] = cover.fill;
        }
        return values;
    }

    private void cover(Cell cell) {
        for (Cover cover : covers) {
            for (int place : cell.places(frames)) {
                cover.values[place] = cover.fill;
            }
        }
    }
}
