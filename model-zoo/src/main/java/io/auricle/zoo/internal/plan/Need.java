package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** What several rules ask of a configuration. */
final class Need {
    static final int MOST_UNITS = 1 << 20;
    static final int MOST_KERNEL = 1 << 10;

    private Need() {}

    static void picture(JsonReader layer, Shape in) throws Refusal {
        rank(layer, in, 3, "a picture");
    }

    static void sequence(JsonReader layer, Shape in) throws Refusal {
        rank(layer, in, 2, "steps in time");
    }

    static void row(JsonReader layer, Shape in) throws Refusal {
        rank(layer, in, 1, "a row of features");
    }

    private static void rank(JsonReader layer, Shape in, int rank, String what) throws Refusal {
        require(in.rank() == rank, layer.entry(), in, "%s must read %s", layer.place(), what);
    }

    /** Rows may be put together and taken apart only where those of one example lie side by side. */
    static void unstacked(JsonReader layer, Shape in) throws Refusal {
        require(in.stacked() == 1, layer.entry(), in, "%s must not read stacked examples", layer.place());
    }

    /** Checks how many features or channels a layer was made for, and reads how many it gives. */
    static int units(JsonReader layer, long found) throws Refusal {
        int expected = layer.integer("nin", 1, MOST_UNITS);
        require(
                expected == found,
                layer.entry(),
                found,
                "the front end must fit the network: %s reads %d features or channels",
                layer.place(),
                expected);
        return layer.integer("nout", 1, MOST_UNITS);
    }

    static void madeFor(JsonReader where, Shape made, Shape in) throws Refusal {
        require(
                made.dims().equals(in.dims()),
                where.entry(),
                in,
                "the front end must fit the network: %s was made for %s",
                where.place(),
                made);
    }

    static void off(JsonReader layer, String flag) throws Refusal {
        require(!layer.flag(flag), layer.entry(), "true", "%s.%s must be false", layer.place(), flag);
    }
}
