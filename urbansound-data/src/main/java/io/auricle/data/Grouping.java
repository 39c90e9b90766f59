package io.auricle.data;

import static io.auricle.internal.Checks.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Deals whole recordings out to parts so that each part gets its share of every class and of the recordings, as far as whole
 * recordings allow.
 *
 * <p>Greedy: recordings come in random order, each goes where it lowers the most the sum over parts and classes of
 * weight * (dealt - wanted)^2 / wanted, where the count of recordings stands beside the counts of
 * classes and weighs more. Then pairs in different parts are swapped where that lowers the sum, and the best of
 * several orders is kept. The outcome depends on the set of clips and the seed only.
 */
final class Grouping {
    private static final int ORDERS = 8;
    private static final int SWAPS = 20;
    private static final double RECORDINGS_WEIGHT = 20;

    private final List<List<Clip>> groups;
    private final int[][] counts;
    private final double[][] wanted;

    private Grouping(List<Clip> clips, double[] shares) {
        Map<String, List<Clip>> byRecording = new TreeMap<>();
        clips.forEach(clip -> byRecording
                .computeIfAbsent(clip.recording(), key -> new ArrayList<>())
                .add(clip));
        groups = new ArrayList<>(byRecording.values());
        check(
                groups.size() >= shares.length,
                "clips must come from at least %d recordings to be parted by recording, got %d",
                shares.length,
                groups.size());
        LabelEncoder labels = LabelEncoder.fit(clips.stream().map(Clip::label).toList());
        counts = new int[groups.size()][labels.size() + 1];
        wanted = new double[shares.length][labels.size() + 1];
        for (int group = 0; group < counts.length; group++) {
            counts[group][labels.size()] = 1; // the last column counts recordings
            for (Clip clip : groups.get(group)) {
                counts[group][labels.transform(clip.label())]++;
            }
            for (int part = 0; part < shares.length; part++) {
                for (int column = 0; column < counts[group].length; column++) {
                    wanted[part][column] += shares[part] * counts[group][column];
                }
            }
        }
    }

    /**
     * Deals clips out.
     *
     * @param shares of the parts, each above 0, adding up to 1
     * @return one list per share, each in the order of {@code clips} and with at least one recording
     */
    static List<List<Clip>> deal(List<Clip> clips, double[] shares, long seed) {
        Grouping grouping = new Grouping(clips, shares);
        Random random = new Random(seed);
        int[] best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int order = 0; order < ORDERS; order++) {
            int[] parts = grouping.dealOnce(random);
            double cost = grouping.cost(parts);
            if (cost < least) {
                least = cost;
                best = parts;
            }
        }
        return grouping.clipsByPart(clips, best);
    }

    private int[] dealOnce(Random random) {
        List<Integer> order = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            order.add(group);
        }
        Collections.shuffle(order, random);
        int[] parts = new int[groups.size()];
        double[][] dealt = new double[wanted.length][wanted[0].length];
        int empty = wanted.length;
        for (int i = 0; i < order.size(); i++) {
            int group = order.get(i);
            int part = choose(counts[group], dealt, order.size() - i <= empty);
            empty -= isEmpty(dealt[part]) ? 1 : 0;
            parts[group] = part;
            add(counts[group], dealt[part]);
        }
        improve(parts, dealt, random);
        return parts;
    }

    /** Swaps random pairs of recordings in different parts wherever that lowers the cost. */
    private void improve(int[] parts, double[][] dealt, Random random) {
        for (int swap = 0; swap < SWAPS * parts.length; swap++) {
            int one = random.nextInt(parts.length);
            int other = random.nextInt(parts.length);
            if (parts[one] != parts[other]
                    && swapChange(one, other, dealt[parts[one]], wanted[parts[one]])
                                    + swapChange(other, one, dealt[parts[other]], wanted[parts[other]])
                            < -1e-9) {
                for (int column = 0; column < counts[one].length; column++) {
                    int more = counts[other][column] - counts[one][column];
                    dealt[parts[one]][column] += more;
                    dealt[parts[other]][column] -= more;
                }
                int part = parts[one];
                parts[one] = parts[other];
                parts[other] = part;
            }
        }
    }

    /** What a part's cost changes by if one recording leaves and another comes. */
    private double swapChange(int leaves, int comes, double[] dealt, double[] wanted) {
        double change = 0;
        for (int column = 0; column < dealt.length; column++) {
            int more = counts[comes][column] - counts[leaves][column];
            if (more != 0) {
                change += more * (2 * (dealt[column] - wanted[column]) + more) / wanted[column];
            }
        }
        return change;
    }

    /** The part that a group improves the most; only parts without a recording when just enough are left to fill those. */
    private int choose(int[] group, double[][] dealt, boolean onlyEmpty) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int part = 0; part < dealt.length; part++) {
            double change = change(group, dealt[part], wanted[part]);
            if ((best < 0 || change < least) && (!onlyEmpty || isEmpty(dealt[part]))) {
                best = part;
                least = change;
            }
        }
        return best;
    }

    private static boolean isEmpty(double[] dealt) {
        return dealt[dealt.length - 1] == 0;
    }

    private static double change(int[] group, double[] dealt, double[] wanted) {
        double change = 0;
        for (int column = 0; column < group.length; column++) {
            if (group[column] > 0) {
                change += weight(column, group.length)
                        * group[column]
                        * (2 * (dealt[column] - wanted[column]) + group[column])
                        / wanted[column];
            }
        }
        return change;
    }

    private static double weight(int column, int columns) {
        return column == columns - 1 ? RECORDINGS_WEIGHT : 1;
    }

    private static void add(int[] group, double[] dealt) {
        for (int column = 0; column < group.length; column++) {
            dealt[column] += group[column];
        }
    }

    private double cost(int[] parts) {
        double[][] dealt = new double[wanted.length][wanted[0].length];
        for (int group = 0; group < parts.length; group++) {
            add(counts[group], dealt[parts[group]]);
        }
        double cost = 0;
        for (int part = 0; part < dealt.length; part++) {
            for (int column = 0; column < dealt[part].length; column++) {
                double off = dealt[part][column] - wanted[part][column];
                cost += weight(column, dealt[part].length) * off * off / wanted[part][column];
            }
        }
        return cost;
    }

    private List<List<Clip>> clipsByPart(List<Clip> clips, int[] parts) {
        Map<String, Integer> partOf = new TreeMap<>();
        for (int group = 0; group < parts.length; group++) {
            partOf.put(groups.get(group).get(0).recording(), parts[group]);
        }
        List<List<Clip>> result = new ArrayList<>();
        for (int part = 0; part < wanted.length; part++) {
            result.add(new ArrayList<>());
        }
        clips.forEach(clip -> result.get(partOf.get(clip.recording())).add(clip));
        return result;
    }
}
