/** Data sets to clips, folds, labels, splits without a leak, and spectrograms kept on disk. */
module io.auricle.data {
    requires transitive io.auricle.audio.features;
    requires de.siegmar.fastcsv;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires org.slf4j;

    exports io.auricle.data;
    exports io.auricle.data.urbansound;
}
