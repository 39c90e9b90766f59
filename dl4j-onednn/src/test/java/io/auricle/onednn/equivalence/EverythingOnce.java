package io.auricle.onednn.equivalence;

/** All compared networks as a program, to be run with other flags of the JVM; prints one line each. */
public final class EverythingOnce {
    private EverythingOnce() {}

    /** Runs the networks whose name matches the argument. */
    public static void main(String[] args) {
        Catalogue.all().filter(of -> of.name().matches(args[0])).forEach(of -> {
            new Twins(of, Fast::accelerate).checkAll();
            System.out.println("same: " + of.name());
        });
        System.out.println("all done");
    }
}
