package io.auricle.data;

import java.nio.file.Path;

/** A program that builds a cache and says a line after every clip: the one that tests kill. */
final class CacheBuilder {
    private CacheBuilder() {}

    public static void main(String[] arguments) throws Exception {
        AudioDataset dataset = AudioDataset.open(Path.of(arguments[0]), AudioDataset.Options.defaults());
        FeatureSource.Options options = FeatureSource.Options.defaults().withProgress(progress -> {
            System.out.println(progress.done());
            System.out.flush();
        });
        try (FeatureCache cache =
                FeatureCache.open(Path.of(arguments[1]), FeatureCacheTest.FRONT_END, dataset.clips(), options)) {
            System.out.println("computed " + cache.report().computed());
        }
    }
}
