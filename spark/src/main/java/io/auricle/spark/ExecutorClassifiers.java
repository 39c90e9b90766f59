package io.auricle.spark;

import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkEnv;

/** The classifiers of one executor process: one a model, shared by all its tasks, whatever job or session they belong to. */
final class ExecutorClassifiers {
    private static final int MOST = 4;
    private static final Map<String, SoundClassifier> BY_MODEL = new LinkedHashMap<>(16, 0.75f, true);

    private ExecutorClassifiers() {}

    /** Loads a classifier. */
    interface Loader {
        SoundClassifier load(SoundClassifier.Options options) throws IOException;
    }

    /**
     * Finds or loads a classifier with a worker for each core of this process, each on one thread: tasks are what runs in parallel.
     *
     * @param key    of the model
     * @param loader called if this process does not have it
     * @return the classifier; it stays open, because other tasks may use it
     */
    static synchronized SoundClassifier get(String key, Loader loader) throws IOException {
        SoundClassifier classifier = BY_MODEL.get(key);
        if (classifier == null) {
            int cores = cores();
            classifier = loader.load(
                    SoundClassifier.Options.defaults().withWorkers(cores).withThreadsPerCall(1));
            BY_MODEL.put(key, classifier);
            // One that nobody has asked for in a while is left to the collector: a task may still be in it.
            BY_MODEL.keySet().stream()
                    .limit(Math.max(0, BY_MODEL.size() - MOST))
                    .toList()
                    .forEach(BY_MODEL::remove);
        }
        return classifier;
    }

    /** The cores that Spark gave this executor, or all of the machine's. */
    private static int cores() {
        SparkEnv environment = SparkEnv.get();
        int all = Runtime.getRuntime().availableProcessors();
        return environment == null ? all : environment.conf().getInt("spark.executor.cores", all);
    }
}
