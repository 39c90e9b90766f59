/** Data sets to clips, folds, labels, splits without a leak, and spectrograms kept on disk. */
module io.auricle.data {
    requires transitive io.auricle.audio.features;
    requires de.siegmar.fastcsv;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires org.slf4j;

    exports io.auricle.data;
    exports io.auricle.data.layout;
    exports io.auricle.data.urbansound;

    uses io.auricle.data.DataSetLayout;

    provides io.auricle.data.DataSetLayout with
            io.auricle.data.layout.UrbanSound8KLayout,
            io.auricle.data.layout.Esc50Layout,
            io.auricle.data.layout.Esc10Layout,
            io.auricle.data.layout.FoldersLayout;
}
