package io.auricle.zoo.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Finds the cells of a picture that a label needs most: the cell whose covering costs the label most, then the one that costs most beside
 * that, and so on. Greedy because regions stand in for each other: a siren's second sweep matters once the first is gone. Lazy as in
 * Minoux's accelerated greedy algorithm (1978): only cells that look best are asked about again, a few each time.
 */
final class Occlusion {
    /** Share of the picture whose cells are put in order one by one. */
    static final double EXPLORED = 0.2;

    private static final int CELLS_DOWN = 16;
    private static final int CELLS_ACROSS = 24;
    private static final int ASKED_AGAIN = 8;

    private final int bands;
    private final int frames;
    private final float[] picture;
    private final Function<float[], float[]> network;
    private final int label;
    private final List<Cover> covers;

    /** What cells are covered with: once an average sound (0 when standardised), once the window's own silence. */
    private static final class Cover {
        private final float fill;
        private final float[] values;
        private double logOdds;

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
        private int round;

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
     * @param network answers a picture with probabilities
     * @param label   index of the label
     */
    Occlusion(int bands, int frames, float[] picture, Function<float[], float[]> network, int label) {
        this.bands = bands;
        this.frames = frames;
        this.picture = picture;
        this.network = network;
        this.label = label;
        float silence = Float.POSITIVE_INFINITY;
        for (float value : picture) {
            silence = Math.min(silence, value);
        }
        this.covers = List.of(new Cover(0, picture), new Cover(silence, picture));
        covers.forEach(cover -> cover.logOdds = logOdds(cover.values));
    }

    /** All cells, most needed first; each with what covering it costs beside those before it. */
    List<Cell> cellsInOrder() {
        PriorityQueue<Cell> waiting =
                new PriorityQueue<>(Comparator.comparingDouble(Cell::cost).reversed());
        for (Cell cell : grid()) {
            cell.cost = cost(cell);
            waiting.add(cell);
        }
        List<Cell> ordered = new ArrayList<>();
        int explored = 0;
        while (!waiting.isEmpty() && explored < EXPLORED * picture.length) {
            Cell best = best(waiting, ordered.size());
            ordered.add(best);
            explored += best.places();
            cover(best);
        }
        while (!waiting.isEmpty()) {
            ordered.add(waiting.poll());
        }
        return ordered;
    }

    private List<Cell> grid() {
        int high = Math.max(1, Math.round(bands / (float) CELLS_DOWN));
        int wide = Math.max(1, Math.round(frames / (float) CELLS_ACROSS));
        List<Cell> cells = new ArrayList<>();
        for (int band = 0; band < bands; band += high) {
            for (int frame = 0; frame < frames; frame += wide) {
                cells.add(new Cell(band, Math.min(bands, band + high), frame, Math.min(frames, frame + wide)));
            }
        }
        return cells;
    }

    /** The cell that costs most now, as far as asking a few again tells. */
    private Cell best(PriorityQueue<Cell> waiting, int round) {
        for (int asked = 0; asked < ASKED_AGAIN && waiting.peek().round < round; asked++) {
            Cell cell = waiting.poll();
            cell.cost = cost(cell);
            cell.round = round;
            waiting.add(cell);
        }
        return waiting.poll();
    }

    private double cost(Cell cell) {
        int[] places = cell.places(frames);
        double sum = 0;
        for (Cover cover : covers) {
            for (int place : places) {
                cover.values[place] = cover.fill;
            }
            sum += cover.logOdds - logOdds(cover.values);
            for (int place : places) {
                cover.values[place] = picture[place];
            }
        }
        return sum / covers.size();
    }

    private void cover(Cell cell) {
        for (Cover cover : covers) {
            for (int place : cell.places(frames)) {
                cover.values[place] = cover.fill;
            }
            cover.logOdds = logOdds(cover.values);
        }
    }

    /** Finer than the probability where that is close to 0 or 1. */
    private double logOdds(float[] values) {
        float[] probabilities = network.apply(values);
        double others = 0;
        for (int i = 0; i < probabilities.length; i++) {
            others += i == label ? 0 : probabilities[i];
        }
        double least = 1e-30;
        return Math.log(Math.max(probabilities[label], least) / Math.max(others, least));
    }
}
