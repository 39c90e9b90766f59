package io.auricle.zoo.internal;

/** What one example looks like between two layers. */
sealed interface Shape {

    /** {@return how many numbers it holds} */
    long values();

    /** A picture of some channels. */
    record Picture(int channels, int bands, int frames) implements Shape {
        @Override
        public long values() {
            return (long) channels * bands * frames;
        }

        @Override
        public String toString() {
            return channels + " x " + bands + " x " + frames;
        }
    }

    /** Features without order. */
    record Row(int features) implements Shape {
        @Override
        public long values() {
            return features;
        }

        @Override
        public String toString() {
            return Integer.toString(features);
        }
    }

    /** Features at some steps in time. */
    record Steps(int features, int count) implements Shape {
        @Override
        public long values() {
            return (long) features * count;
        }

        @Override
        public String toString() {
            return features + " x " + count + " steps";
        }
    }
}
